import { asc } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../../../tests/support/fresh-database.ts';
import type { FreshDatabase } from '../../../tests/support/fresh-database.ts';
import { connect } from '../database/connect.ts';
import type { Connection } from '../database/connect.ts';
import { grantUse } from '../database/grant-use.ts';
import { roleOf } from '../database/role-of.ts';
import { appendEntries } from './append-entries.ts';
import { readBody } from './entry.ts';
import { installLedger } from './install-ledger.ts';
import { consistencyProof, inclusionProof, leafHash, rootHash } from './merkle.ts';
import { createNodeReader, readSize } from './node-store.ts';
import { LEDGER_TABLES, ledgerEntry } from './tables.ts';
import { appendToys, toyEntries, toyEntry } from './toy-ledger.ts';
import { readConsistencyProof, readInclusionProof, readRoot } from './tree.ts';

let database: FreshDatabase;
let owner: Connection;
let app: Connection;

beforeEach(async () => {
  database = await freshDatabase('ledger');
  await installLedger(database.migrationDatabaseUrl);
  owner = connect(database.migrationDatabaseUrl, { max: 2 });
  app = connect(database.databaseUrl);
  const rights = { read: [], write: [], append: LEDGER_TABLES };
  await grantUse(owner.sql, roleOf(database.databaseUrl), rights);
});

afterEach(async () => {
  await Promise.all([app.close(), owner.close()]);
  await database.drop();
});

const stored = () => app.db.select().from(ledgerEntry).orderBy(asc(ledgerEntry.index));

test('an entry is kept as columns and as the canonical text that its leaf hashes', async () => {
  const [appended] = await app.db.transaction((tx) => appendEntries(tx, [toyEntry()]));
  const [row] = await stored();
  expect(row).toMatchObject({ index: 0, at: toyEntry().at, actor: 'wang.shuji' });
  expect(row?.body).toBe(
    '{"actor":"wang.shuji","at":"2026-03-02T09:00:00.000Z","caseNo":"（2026）浙0782民初1号",' +
      '"detail":{"kinds":["PHONE"],"parties":1},"event":"INQUIRY_ANSWERED","index":0,' +
      '"inquiry":"0195a1f0-0000-7000-8000-000000000001","outcome":"MATCHED",' +
      '"person":"BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc","purpose":"SERVICE_OF_DOCUMENTS",' +
      '"v":1}',
  );
  const hash = leafHash(Buffer.from(row?.body ?? ''));
  expect(appended).toEqual({ index: 0, leafHash: hash });
  expect(row?.leafHash.equals(hash)).toBe(true);
});

test('what an entry leaves out is null and not in its text', async () => {
  const bare = { at: new Date('2026-03-31T23:59:59.999Z'), event: 'SIGNED_IN', actor: 'li\n"法"' };
  await app.db.transaction((tx) => appendEntries(tx, [bare, { ...bare, person: undefined }]));
  const [row] = await stored();
  expect(row).toMatchObject({ inquiry: null, person: null, caseNo: null, actor: bare.actor });
  expect(readBody(row?.body ?? '')).toEqual({ ...bare, at: bare.at.toISOString(), v: 1, index: 0 });
});

test.each([
  ['no event', { event: '' }],
  ['a NUL', { actor: 'a\0b' }],
  ['a unit separator', { outcome: 'a\u001fb' }],
  ['a time of another age', { at: new Date('+012026-01-01T00:00:00Z') }],
  ['a person of no bytes', { person: new Uint8Array() }],
  ['a detail that is no JSON', { detail: { at: new Date() as never } }],
  ['a surrogate on its own', { actor: '\ud800' }],
  ['an inquiry that is no uuid', { inquiry: 'x' }],
  ['a time that is none', { at: new Date(Number.NaN) }],
  ['a number that is none', { detail: { n: Number.NaN } }],
])('an entry with %s is refused, and the transaction with it', async (_, change) => {
  const failing = app.db.transaction((tx) => appendEntries(tx, [toyEntry(), toyEntry(change)]));
  await expect(failing).rejects.toMatchObject({ code: 'NOT_AN_ENTRY' });
  expect(await stored()).toEqual([]);
});

test('many that append at once get indexes without gaps or doubles', async () => {
  const batches = Array.from({ length: 40 }, (_, at) => appendToys(app.db, 1 + (at % 4), at * 10));
  const appended = (await Promise.all(batches)).flat();
  const indexes = appended.map((one) => one.index).sort((one, other) => one - other);
  expect(indexes).toEqual(Array.from({ length: 100 }, (_, at) => at));
  expect(await readSize(app.db)).toBe(100);
});

test('a transaction that is rolled back leaves no gap', async () => {
  await appendToys(app.db, 3);
  const failing = app.db.transaction(async (tx) => {
    await appendEntries(tx, toyEntries(5));
    throw new Error('changed its mind');
  });
  await expect(failing).rejects.toThrow('changed its mind');
  const [next] = await appendToys(app.db, 1);
  expect(next?.index).toBe(3);
});

test('of two in stricter transactions the one that did not see the other fails', async () => {
  await appendToys(app.db, 2);
  const isolationLevel = 'repeatable read';
  const append = () =>
    app.db.transaction(
      async (tx) => {
        await tx.execute('select 1');
        await meet();
        return appendEntries(tx, toyEntries(1));
      },
      { isolationLevel },
    );
  const both = Promise.withResolvers<undefined>();
  const counted = { here: 0 };
  const meet = () => {
    counted.here += 1;
    if (counted.here === 2) both.resolve(undefined);
    return both.promise;
  };
  const ended = await Promise.allSettled([append(), append()]);
  expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await readSize(app.db)).toBe(3);
});

test('roots and proofs from stored nodes are those of the whole, at every size', async () => {
  for (const count of [1, 2, 4, 9, 1, 20]) await appendToys(app.db, count);
  const leaves = (await stored()).map((row) => leafHash(Buffer.from(row.body)));
  expect(leaves).toHaveLength(37);
  const read = createNodeReader(app.db);
  for (let size = 1; size <= leaves.length; size += 1) {
    const whole = leaves.slice(0, size);
    const middle = size >> 1;
    expect(await readRoot(read, size)).toEqual(rootHash(whole));
    const inside = await readInclusionProof(read, middle, size);
    expect(inside).toEqual(inclusionProof(whole, middle));
    const growth = await readConsistencyProof(read, middle + 1, size);
    expect(growth).toEqual(consistencyProof(whole, middle + 1));
  }
  await expect(readRoot(read, 38)).rejects.toMatchObject({ code: 'INCONSISTENT' });
});

test('each month has its partition, by universal time, made when it begins', async () => {
  const times = [
    '2026-03-31T23:59:59.999Z',
    '2026-04-01T00:00:00.000Z',
    '2027-01-15T00:00:00.000Z',
  ];
  const entries = times.map((at) => toyEntry({ at: new Date(at) }));
  const abroad = connect(database.databaseUrl, { max: 1 });
  await abroad.sql`set time zone 'Asia/Shanghai'`;
  for (const entry of entries) await abroad.db.transaction((tx) => appendEntries(tx, [entry]));
  await abroad.close();
  const rows = await owner.sql`
    select tableoid::regclass::text as part, index::int from ledger_entry order by index`;
  expect([...rows]).toEqual([
    { part: 'ledger_entry_2026_03', index: 0 },
    { part: 'ledger_entry_2026_04', index: 1 },
    { part: 'ledger_entry_2027_01', index: 2 },
  ]);
  const strange = toyEntry({ at: new Date('1999-12-31T23:59:59Z') });
  await expect(app.db.transaction((tx) => appendEntries(tx, [strange]))).rejects.toThrow();
});

import { inspect } from 'node:util';
import { asc } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshDatabase } from '../../../tests/support/fresh-database.ts';
import type { FreshDatabase } from '../../../tests/support/fresh-database.ts';
import { connect } from '../database/connect.ts';
import type { Connection } from '../database/connect.ts';
import { startCheckpointTicker } from './checkpoint-ticker.ts';
import { openCheckpoint } from './checkpoint.ts';
import { installLedger } from './install-ledger.ts';
import { createLedgerWriter } from './ledger-writer.ts';
import { rootHash } from './merkle.ts';
import { readNewestCheckpoint, signCheckpoint } from './sign-checkpoint.ts';
import { ledgerCheckpoint, ledgerEntry } from './tables.ts';
import { appendToys, partRuns, TOY_NOW, toyEntries, toyEntry } from './toy-ledger.ts';
import { toySigner } from './toy-signer.ts';

let database: FreshDatabase;
let connection: Connection;

beforeEach(async () => {
  database = await freshDatabase('writer');
  await installLedger(database.migrationDatabaseUrl);
  connection = connect(database.migrationDatabaseUrl);
});

afterEach(async () => {
  await connection.close();
  await database.drop();
});

const actors = async () => {
  const { index, actor } = ledgerEntry;
  const rows = await connection.db.select({ actor }).from(ledgerEntry).orderBy(asc(index));
  return rows.map((row) => row.actor);
};

/** Transactions that wrote entries, told apart by what PostgreSQL calls them. */
const transactions = async () => {
  const [row] = await connection.sql`select count(distinct xmin::text)::int from ledger_entry`;
  return Number(row?.['count']);
};

test('callers that come together are committed together, each with indexes in a row', async () => {
  const writer = createLedgerWriter({ db: connection.db });
  const callers = Array.from({ length: 50 }, (_, at) => toyEntries(3, at * 3));
  const appended = await Promise.all(callers.map((entries) => writer.commit(entries)));
  expect(appended.map((all) => all.map(({ index }) => index))).toEqual(
    callers.map((_, at) => [at * 3, at * 3 + 1, at * 3 + 2]),
  );
  expect(await actors()).toEqual(callers.flat().map(({ actor }) => actor));
  expect(await transactions()).toBe(1);
  await writer.close();
});

test('a batch is bounded, but one caller’s entries are never parted', async () => {
  const writer = createLedgerWriter({ db: connection.db, most: 10 });
  const sizes = [4, 4, 4, 25, 1];
  await Promise.all(sizes.map((size) => writer.commit(toyEntries(size))));
  const rows = await connection.sql`
    select count(*)::int as size from ledger_entry group by xmin::text order by min(index)`;
  expect(rows.map((row) => Number(row['size']))).toEqual([8, 4, 25, 1]);
  await writer.close();
});

test('two writers, as two processes have them, do not disturb each other', async () => {
  const writers = [1, 2].map(() => createLedgerWriter({ db: connection.db, most: 5 }));
  const commits = writers.flatMap((writer) =>
    Array.from({ length: 20 }, () => writer.commit(toyEntries(2))),
  );
  const indexes = (await Promise.all(commits)).flat().map(({ index }) => index);
  expect(indexes.sort((one, other) => one - other)).toEqual([...Array(80).keys()]);
  await Promise.all(writers.map((writer) => writer.close()));
});

test('an entry that is none is refused alone', async () => {
  const writer = createLedgerWriter({ db: connection.db });
  const [good, bad] = await Promise.allSettled([
    writer.commit([toyEntry()]),
    writer.commit([toyEntry(), toyEntry({ event: '' })]),
  ]);
  expect(good.status).toBe('fulfilled');
  expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'NOT_AN_ENTRY' } });
  expect(await actors()).toHaveLength(1);
  expect(await writer.commit([])).toEqual([]);
  await writer.close();
});

test('a commit that the database refuses fails for everybody in it, and the next ones go on', async () => {
  const writer = createLedgerWriter({ db: connection.db });
  // refused at the very end, as a disk that is full would
  await connection.sql`
    create function refuse() returns trigger language plpgsql as
    $$ begin raise exception 'no' using errcode = '53100'; end $$`;
  await connection.sql`
    create constraint trigger refuse after insert on ledger_node deferrable initially deferred
    for each row execute function refuse()`;
  const failed = await Promise.allSettled(
    [1, 2, 3].map((count) => writer.commit(toyEntries(count))),
  );
  expect(failed).toMatchObject(
    failed.map(() => ({ reason: { code: 'UNAVAILABLE', causeCode: '53100' } })),
  );
  const said = failed.map((one) => ('reason' in one ? inspect(one.reason) : ''));
  expect(said.join()).not.toContain('clerk-');
  expect(await actors()).toEqual([]);
  await connection.sql`drop trigger refuse on ledger_node`;
  expect(await writer.commit(toyEntries(2))).toMatchObject([{ index: 0 }, { index: 1 }]);
  await writer.close();
});

test('a database that is gone fails the commit; a closed writer takes nothing', async () => {
  const nowhere = connect('postgres://nobody:x@127.0.0.1:1/none', { max: 1 });
  const writer = createLedgerWriter({ db: nowhere.db });
  const failure = { code: 'UNAVAILABLE', causeCode: 'ECONNREFUSED' };
  await expect(writer.commit([toyEntry()])).rejects.toMatchObject(failure);
  const waiting = writer.commit([toyEntry()]);
  const closing = writer.close();
  await expect(waiting).rejects.toMatchObject(failure);
  await closing;
  await expect(writer.commit([toyEntry()])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await nowhere.close();
});

test('what is committed is signed once, and what grew is signed again', async () => {
  const toy = await toySigner();
  const sign = () => signCheckpoint(connection.db, toy.signer, TOY_NOW);
  expect(await sign()).toBeUndefined();
  const leaves = (await appendToys(connection.db, 5)).map((one) => one.leafHash);
  const first = await sign();
  expect(first).toMatchObject({ size: 5, root: rootHash(leaves) });
  expect(openCheckpoint(first?.note ?? '', toy)).toMatchObject({ ok: true });
  expect(await sign()).toBeUndefined();
  leaves.push(...(await appendToys(connection.db, 8)).map((one) => one.leafHash));
  await Promise.all([sign(), sign(), sign()]);
  const newest = await readNewestCheckpoint(connection.db);
  expect(newest?.root.toString()).toBe(Buffer.from(rootHash(leaves)).toString());
  expect(await connection.db.select().from(ledgerCheckpoint)).toHaveLength(2);
});

test.each([
  ['a node was changed', `update ledger_node set hashes = sha256('x') where level = 1`],
  ['the last leaf is gone', 'delete from ledger_node where level = 0 and first = 5'],
  ['a root was changed', `update ledger_checkpoint set root = sha256('x')`],
])('nothing is signed once %s', async (_, tampering) => {
  const { signer } = await toySigner();
  await appendToys(connection.db, 6);
  await signCheckpoint(connection.db, signer, TOY_NOW);
  const { sql } = connection;
  for (const table of ['ledger_node', 'ledger_checkpoint'])
    await sql`alter table ${sql(table)} disable trigger user`;
  await partRuns(sql);
  if (tampering.startsWith('update')) await appendToys(connection.db, 1);
  await sql.unsafe(tampering);
  const signing = signCheckpoint(connection.db, signer, TOY_NOW);
  await expect(signing).rejects.toMatchObject({ code: 'INCONSISTENT' });
});

test('the ticker signs again and again, never twice at once, and goes on after a failure', async () => {
  const seen = { signed: 0, running: 0, failed: 0 };
  const enough = Promise.withResolvers<undefined>();
  const ticker = startCheckpointTicker({
    interval: 1,
    sign: async () => {
      seen.running += 1;
      expect(seen.running).toBe(1);
      await connection.sql`select 1`;
      seen.running -= 1;
      seen.signed += 1;
      if (seen.signed === 5) enough.resolve(undefined);
      if (seen.signed === 2) throw new Error('no');
    },
    onError: () => (seen.failed += 1),
  });
  await enough.promise;
  await ticker.stop();
  const { signed } = seen;
  await connection.sql`select pg_sleep(0.05)`;
  expect(seen).toEqual({ signed, running: 0, failed: 1 });
});

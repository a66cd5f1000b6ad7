import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { freshDatabase } from '../../../tests/support/fresh-database.ts';
import type { FreshDatabase } from '../../../tests/support/fresh-database.ts';
import { connect } from '../database/connect.ts';
import type { Connection } from '../database/connect.ts';
import { appendEntries } from './append-entries.ts';
import { dropMonth } from './drop-month.ts';
import { exportLedger } from './export-ledger.ts';
import { installLedger } from './install-ledger.ts';
import { leafHash } from './merkle.ts';
import { proveEntry, readLeafHash, verifyEntryProof } from './prove-entry.ts';
import { signCheckpoint } from './sign-checkpoint.ts';
import { appendToys, entryText, partRuns, TOY_NOW, toyEntry } from './toy-ledger.ts';
import { toySigner } from './toy-signer.ts';
import { createExportVerifier, verifyExport } from './verify-export.ts';
import { verifyLedger } from './verify-ledger.ts';

const toy = await toySigner();

let database: FreshDatabase;
let owner: Connection;
/** The database's superuser, whom no trigger stops. */
let superuser: Connection;

beforeEach(async () => {
  database = await freshDatabase('tamper');
  await installLedger(database.migrationDatabaseUrl);
  owner = connect(database.migrationDatabaseUrl);
  const url = new URL(inject('postgres').adminUrl);
  url.pathname = new URL(database.databaseUrl).pathname;
  superuser = connect(url.href, { max: 1 });
  await superuser.sql`set session_replication_role = replica`;
  for (const count of [3, 4, 5]) {
    await appendToys(owner.db, count);
    await signCheckpoint(owner.db, toy.signer, TOY_NOW);
  }
  await partRuns(superuser.sql);
});

afterEach(async () => {
  await Promise.all([owner.close(), superuser.close()]);
  await database.drop();
});

test('a ledger that nobody touched is verified, also offline from its export', async () => {
  expect(await verifyLedger(owner.db, toy, [])).toEqual({ ok: true, size: 12, signed: 12 });
  const lines: string[] = [];
  const newest = await exportLedger(owner.db, (line) => lines.push(line));
  expect(lines).toHaveLength(16);
  const verdict = await verifyExport(asyncOf(lines), toy, [newest ?? '']);
  expect(verdict).toEqual({ ok: true, size: 12, signed: 12 });
});

async function* asyncOf(lines: string[]) {
  for (const line of lines) yield await Promise.resolve(line);
}

const forged = entryText(toyEntry({ actor: 'nobody' }), 5);
const forgedLeaf = Buffer.from(leafHash(Buffer.from(forged))).toString('hex');
const inBoth = (which: string) => `delete from ledger_entry where index ${which};
  delete from ledger_node where level = 0 and first ${which}`;

test.each([
  ['a column', `update ledger_entry set actor = 'nobody' where index = 5`, 'EDITED', 5],
  ['a time', `update ledger_entry set at = at + interval '1 ms' where index = 0`, 'EDITED', 0],
  ['a pseudonym', `update ledger_entry set person = null where index = 11`, 'EDITED', 11],
  ['a text', `update ledger_entry set body = '${forged}' where index = 5`, 'EDITED', 5],
  [
    'a text, its columns and its hash',
    `update ledger_entry set body = '${forged}', actor = 'nobody',
       leaf_hash = '\\x${forgedLeaf}' where index = 5`,
    ...(['EDITED', 5] as const),
  ],
  [
    'a text and its hash, in the tree too',
    `update ledger_entry set body = '${forged}', actor = 'nobody',
       leaf_hash = '\\x${forgedLeaf}' where index = 5;
     update ledger_node set hashes = '\\x${forgedLeaf}' where level = 0 and first = 5`,
    ...(['REWRITTEN', 3] as const),
  ],
  ['one row taken out', 'delete from ledger_entry where index = 4', 'DELETED', 4],
  ['one row and its hash taken out', inBoth('= 4'), 'DELETED', 4],
  [
    'a copy put in, a minute later',
    `insert into ledger_entry
     select index, at + interval '1 minute', event, inquiry, actor, person, case_no, purpose,
       outcome, body, leaf_hash
     from ledger_entry where index = 6`,
    ...(['INSERTED', 6] as const),
  ],
  [
    'two rows in each other’s place',
    `update ledger_entry set index = 100 where index = 2;
     update ledger_entry set index = 2 where index = 9;
     update ledger_entry set index = 9 where index = 100`,
    ...(['REORDERED', 2] as const),
  ],
  ['the last rows taken out', 'delete from ledger_entry where index > 8', 'TRUNCATED', 9],
  ['the last rows and hashes taken out', inBoth('> 8'), 'TRUNCATED', 9],
  ['all rows taken out', 'truncate ledger_entry', 'TRUNCATED', 0],
  ['all rows and hashes taken out', 'truncate ledger_entry, ledger_node', 'TRUNCATED', 0],
  ['no checkpoints left', 'truncate ledger_checkpoint', 'UNSIGNED', 0],
])('the superuser’s work is named: %s', async (_, tampering, problem, index) => {
  await superuser.sql.unsafe(tampering);
  const verdict = await verifyLedger(owner.db, toy, []);
  expect(verdict).toMatchObject({ ok: false, problem, index });
});

test('a row put in behind the last has no place in the tree', async () => {
  await superuser.sql`
    insert into ledger_entry (index, at, event, actor, body, leaf_hash)
    select 12, at, event, actor, body, leaf_hash from ledger_entry where index = 11`;
  const verdict = await verifyLedger(owner.db, toy, []);
  expect(verdict).toMatchObject({ problem: 'INSERTED', index: 12 });
});

test('a ledger cut back with its checkpoints is found by who saw a later one', async () => {
  const { note } = await newest();
  await superuser.sql.unsafe(`${inBoth('> 6')};
    delete from ledger_checkpoint where size > 7`);
  expect(await verifyLedger(owner.db, toy, [])).toEqual({ ok: true, size: 7, signed: 7 });
  const verdict = await verifyLedger(owner.db, toy, [note]);
  expect(verdict).toMatchObject({ problem: 'TRUNCATED', index: 7 });
});

async function newest(): Promise<{ note: string }> {
  const [row] = await owner.sql<{ note: string }[]>`
    select note from ledger_checkpoint order by size desc limit 1`;
  return row ?? { note: '' };
}

test('each entry is proved by a file of its own, and no other by that', async () => {
  for (const [index, actor] of [
    [0, 'clerk-0'],
    [5, 'clerk-2'],
    [11, 'clerk-4'],
  ] as const) {
    const proof = (await proveEntry(owner.db, index)) ?? '';
    const entry = entryText(toyEntry({ actor }), index);
    expect(verifyEntryProof(proof, toy)).toEqual({ ok: true, index, size: 12, entry });
    const other = proof.replace(`index ${index}\n`, `index ${(index + 1) % 12}\n`);
    expect(verifyEntryProof(other, toy)).toEqual({ ok: false, problem: 'NOT_PROVED' });
    const changed = Buffer.from(entry.replace('clerk', 'judge')).toString('base64');
    const edited = proof.replace(/^extra .*$/mu, `extra ${changed}`);
    expect(verifyEntryProof(edited, toy)).toEqual({ ok: false, problem: 'NOT_PROVED' });
  }
  const stranger = await toySigner(toy.origin);
  const proof = (await proveEntry(owner.db, 3)) ?? '';
  expect(verifyEntryProof(proof, stranger)).toEqual({ ok: false, problem: 'UNKNOWN_KEY' });
  for (const bad of [
    '',
    'x',
    proof.replace('v1', 'v2'),
    proof.replace('index', 'Index'),
    `${proof}\n`,
  ])
    expect(verifyEntryProof(bad, toy).ok).toBe(false);
});

test('what is not yet signed, or not there, is not proved', async () => {
  await appendToys(owner.db, 1);
  for (const index of [-1, 12, 13, 0.5]) expect(await proveEntry(owner.db, index)).toBeUndefined();
});

test('a month dropped after three years leaves proofs of what remains and what went', async () => {
  const later = new Date('2029-04-01T00:00:00.000Z');
  await owner.db.transaction((tx) => appendEntries(tx, [toyEntry({ at: later })]));
  const leaf = await readLeafHash(owner.db, 4);
  const by = { actor: 'administrator', now: later };
  const early = { ...by, now: new Date('2029-03-31T23:59:59.999Z') };
  await expect(dropMonth(owner.db, '2026-03', early)).rejects.toThrow(RangeError);
  await expect(dropMonth(owner.db, '2026-3', by)).rejects.toThrow(RangeError);
  expect(await dropMonth(owner.db, '2026-03', by)).toBe(12);
  expect(await dropMonth(owner.db, '2026-03', by)).toBe(0);
  expect(await owner.sql`select index::int from ledger_entry order by 1`).toMatchObject([
    { index: 12 },
    { index: 13 },
  ]);
  await signCheckpoint(owner.db, toy.signer, later);
  expect(await verifyLedger(owner.db, toy, [])).toEqual({ ok: true, size: 14, signed: 14 });
  const kept = (await proveEntry(owner.db, 12)) ?? '';
  expect(verifyEntryProof(kept, toy)).toMatchObject({ ok: true, index: 12, size: 14 });
  const gone = (await proveEntry(owner.db, 4)) ?? '';
  expect(verifyEntryProof(gone, toy, leaf)).toMatchObject({ ok: true, entry: undefined });
  expect(verifyEntryProof(gone, toy)).toEqual({ ok: false, problem: 'NOT_PROVED' });
  await superuser.sql`delete from ledger_entry where index = 12`;
  expect(await verifyLedger(owner.db, toy, [])).toMatchObject({ problem: 'DELETED', index: 12 });
});

test('a line that was torn out of a file is named by the verifier that reads it', async () => {
  const verifier = createExportVerifier(toy, [(await newest()).note]);
  await exportLedger(owner.db, (line) => {
    verifier.take(line.includes('"index":7,') ? line.slice(0, 40) : line);
  });
  expect(verifier.end()).toMatchObject({ problem: 'TORN', index: 7 });
});

test('checkpoints of a key that was rotated away are verified by who still knows it, and no other', async () => {
  const next = await toySigner(toy.origin);
  await appendToys(owner.db, 2);
  await signCheckpoint(owner.db, next.signer, TOY_NOW);
  const both = { origin: toy.origin, verifiers: [...toy.verifiers, ...next.verifiers] };
  expect(await verifyLedger(owner.db, both, [])).toEqual({ ok: true, size: 14, signed: 14 });
  const lines: string[] = [];
  await exportLedger(owner.db, (line) => lines.push(line));
  const keys = [toy, next].map(({ signer }) => ({
    key: Buffer.from(signer.publicKey).toString('base64'),
    origin: toy.origin,
  }));
  expect(lines.slice(0, 2).map((line) => JSON.parse(line) as unknown)).toEqual(
    expect.arrayContaining(keys),
  );
  const newKeyOnly = { origin: toy.origin, verifiers: next.verifiers };
  expect(await verifyExport(asyncOf(lines), newKeyOnly, [])).toMatchObject({
    ...{ problem: 'BAD_CHECKPOINT', cause: 'UNKNOWN_KEY' },
  });
});

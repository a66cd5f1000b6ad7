import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../tests/support/fresh-database.ts';
import type { FreshDatabase } from '../../../tests/support/fresh-database.ts';
import { connect } from '../database/connect.ts';
import type { Connection } from '../database/connect.ts';
import { appendEntries } from '../ledger/append-entries.ts';
import { installLedger } from '../ledger/install-ledger.ts';
import type { ServiceEntry } from '../ledger/service-ledger.ts';
import { bodiesOf } from '../ledger/toy-service-ledger.ts';
import { recordImport } from './record-import.ts';
import { recordPolicy } from './record-policy.ts';
import { toyPolicy } from './toy-policy.ts';

const NOW = new Date('2026-03-02T09:00:00Z');
let database: FreshDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await freshDatabase('policy');
  await installLedger(database.migrationDatabaseUrl);
  connection = connect(database.migrationDatabaseUrl);
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

test('a policy is recorded when another one comes into force, and not at each start', async () => {
  const { db } = connection;
  const commit = (entries: readonly ServiceEntry[]) =>
    db.transaction((tx) => appendEntries(tx, entries));
  const starting = { db, ledger: { commit }, code: 'police', now: () => NOW };
  const [wide, narrow] = [toyPolicy(), toyPolicy({ kinds: ['ADDRESS'] })];
  for (const policy of [wide, wide, narrow, narrow, wide]) await recordPolicy(starting, policy);
  const digests = (await bodiesOf(db)).map((body) => body?.detail?.['digest']);
  expect(digests).toHaveLength(3);
  expect(digests[0]).toBe(digests[2]);
  expect(digests[0]).not.toBe(digests[1]);
});

test('an import is recorded in its own transaction, or did not happen', async () => {
  const counts = { read: 5, inserted: 3, removed: 1, unchanged: 1, duplicates: 0, rejected: 1 };
  const record = recordImport('police');
  const before = (await bodiesOf(connection.db)).length;
  const run = (fails: boolean) =>
    connection.sql.begin(async (tx) => {
      await tx`create table if not exists taken_in (at int)`;
      await record(tx, { ...counts, incomplete: 1, badCells: 2 }, Buffer.alloc(32, 1));
      if (fails) throw new Error('cut off');
    });
  await expect(run(true)).rejects.toThrow('cut off');
  expect(await bodiesOf(connection.db)).toHaveLength(before);
  await run(false);
  expect((await bodiesOf(connection.db)).slice(before)).toMatchObject([
    {
      ...{ event: 'REGISTER_IMPORTED', actor: 'police' },
      detail: {
        ...{ rows: 5, inserted: 3, removed: 1, rejected: 1 },
        digest: Buffer.alloc(32, 1).toString('base64url'),
      },
    },
  ]);
});

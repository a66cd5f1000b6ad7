import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../tests/support/fresh-database.ts';
import type { FreshDatabase } from '../../../tests/support/fresh-database.ts';
import { connect } from '../database/connect.ts';
import type { Connection } from '../database/connect.ts';
import { installLedger } from '../ledger/install-ledger.ts';
import { bodiesOf } from '../ledger/toy-service-ledger.ts';
import { generateKeys } from '../sealing/generate-keys.ts';
import { publicKeys } from '../sealing/keys.ts';
import { toyPartyOf } from '../sealing/toy-parties.ts';
import { recordKeys } from './record-keys.ts';
import type { KeyChange } from './record-keys.ts';

let database: FreshDatabase;
let owner: Connection;
const warned: string[] = [];

beforeAll(async () => {
  database = await freshDatabase('keys');
  owner = connect(database.migrationDatabaseUrl);
});

afterAll(async () => {
  await owner.close();
  await database.drop();
});

const record = (change: KeyChange, databaseUrl?: string) =>
  recordKeys('police', { databaseUrl }, change, (text) => warned.push(text));

test('a change of keys is recorded once, and it is said where it could not be', async () => {
  const jwks = publicKeys((await toyPartyOf('police', await generateKeys())).own);
  const url = database.migrationDatabaseUrl;
  const made = { outcome: 'MADE', party: 'police', jwks } as const;
  await record(made);
  await record(made, url);
  expect(warned).toEqual([
    expect.stringContaining('DATABASE_URL is not set'),
    expect.stringContaining('(42P01)'),
  ]);
  await installLedger(url);
  await record(made, url);
  await record(made, url);
  await record({ ...made, outcome: 'ACCEPTED', party: 'mall' }, url);
  await record(made, url);
  const rotation = { outcome: 'PSEUDONYMS_ROTATED', party: 'police', jwks: undefined } as const;
  await record(rotation, url);
  expect(warned).toHaveLength(2);
  const fingerprints = jwks.keys.map(({ kid }) => kid);
  expect(await bodiesOf(owner.db)).toMatchObject([
    { event: 'KEY_CHANGED', outcome: 'MADE', actor: 'police', detail: { fingerprints } },
    { outcome: 'ACCEPTED', detail: { party: 'mall', fingerprints } },
    { outcome: 'PSEUDONYMS_ROTATED', detail: { party: 'police', fingerprints: [] } },
  ]);
});

import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../tests/support/fresh-database.ts';
import type { FreshDatabase } from '../../../tests/support/fresh-database.ts';
import { tempFolder } from '../../../tests/support/temp-folder.ts';
import { readServiceConfig } from '../../kit/config/service-config.ts';
import { connect } from '../../kit/database/connect.ts';
import type { Connection } from '../../kit/database/connect.ts';
import { migrate } from '../../kit/database/migrate.ts';
import { installLedger } from '../../kit/ledger/install-ledger.ts';
import { importClerks } from '../conflicts/import-clerks.ts';
import { service } from '../service.ts';
import { clerkProfile, partyList } from '../tables.ts';
import { importParties } from './import-parties.ts';

let database: FreshDatabase;
let owner: Connection;

beforeAll(async () => {
  database = await freshDatabase('intake');
  await migrate(database.migrationDatabaseUrl, service.migrations);
  await installLedger(database.migrationDatabaseUrl);
  owner = connect(database.migrationDatabaseUrl, { max: 1 });
});

afterAll(async () => {
  await owner.close();
  await database.drop();
});

const key = () => randomBytes(32).toString('base64');

const PARTIES = [
  'case_no,party_ref,role,party_type,name,id_type,id_number,issuing_state,phone,last_known_address',
  '（2026）浙0782民初10001号,P1,DEFENDANT,PERSON,王芳,,,,13800001234,',
  'no case,P2,DEFENDANT,PERSON,王芳,,,,13800001234,',
];
const CLERKS = [
  'subject,id_type,id_number,issuing_state,phone,household_address,kin_id_numbers',
  'wang.shuji,,,,13800001234,,',
  'li.shuji,,,,no phone,,',
];

test.each([
  ['a list', PARTIES, importParties, partyList],
  ['a file of clerks', CLERKS, importClerks, clerkProfile],
] as const)('%s whose rejects cannot be written is not taken in', async (_, lines, take, table) => {
  await using folder = await tempFolder();
  const file = join(folder.path, 'file.csv');
  await writeFile(file, lines.join('\n'));
  const config = readServiceConfig({
    MIGRATION_DATABASE_URL: database.migrationDatabaseUrl,
    DATA_KEYS: JSON.stringify({ encryption: key(), index: key() }),
  });
  const request = { file, force: false, onProgress: () => undefined };
  const nowhere = join(folder.path, 'nowhere', 'rejects.csv');
  await expect(take(config, { ...request, rejectsFile: nowhere })).rejects.toMatchObject({
    code: 'REJECTS_UNWRITABLE',
  });
  expect(await owner.db.$count(table)).toBe(0);
  const rejectsFile = join(folder.path, 'rejects.csv');
  expect(await take(config, { ...request, rejectsFile })).toMatchObject({ read: 2, rejected: 1 });
  expect(await owner.db.$count(table)).toBeGreaterThan(0);
});

import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../tests/support/postgres.ts';
import { tempFolder } from '../../../tests/support/temp-folder.ts';
import { readServiceConfig } from '../../kit/config/service-config.ts';
import type { ServiceConfig } from '../../kit/config/service-config.ts';
import { connect } from '../../kit/database/connect.ts';
import type { Connection } from '../../kit/database/connect.ts';
import { migrate } from '../../kit/database/migrate.ts';
import { installLedger } from '../../kit/ledger/install-ledger.ts';
import { indexAddress, indexId, indexPhone } from '../intake/blind-indexes.ts';
import { service } from '../service.ts';
import { loadDataKeys } from '../vault/data-keys.ts';
import { createVault } from '../vault/vault.ts';
import type { Vault } from '../vault/vault.ts';
import { importClerks } from './import-clerks.ts';

const HEADER = 'subject,id_type,id_number,issuing_state,phone,household_address,kin_id_numbers';
const ID = { type: 'RESIDENT_ID', number: '11010519491231002X' } as const;
const KIN = { type: 'RESIDENT_ID', number: '440524188001010014' } as const;
const PASSPORT = { type: 'PASSPORT', number: 'E12345678', issuingState: 'CHN' } as const;

let database: Awaited<ReturnType<typeof freshDatabase>>;
let owner: Connection;
let config: ServiceConfig;
let vault: Vault;

beforeAll(async () => {
  database = await freshDatabase('clerks');
  await migrate(database.migrationDatabaseUrl, service.migrations);
  await installLedger(database.migrationDatabaseUrl);
  owner = connect(database.migrationDatabaseUrl, { max: 1 });
  const key = () => randomBytes(32).toString('base64');
  config = readServiceConfig({
    MIGRATION_DATABASE_URL: database.migrationDatabaseUrl,
    DATA_KEYS: JSON.stringify({ encryption: key(), index: key() }),
  });
  vault = createVault(await loadDataKeys(config.dataKeys));
});

afterAll(async () => {
  await owner.close();
  await database.drop();
});

function hex(index: Buffer): string {
  return index.toString('hex');
}

async function importLines(...lines: string[]) {
  await using folder = await tempFolder();
  const file = join(folder.path, 'clerks.csv');
  const rejectsFile = join(folder.path, 'rejects.csv');
  await writeFile(file, [HEADER, ...lines].join('\n'));
  const request = { file, rejectsFile, force: false, onProgress: () => undefined };
  const counts = await importClerks(config, request);
  const rejects = counts['rejected'] === 0 ? '' : await readFile(rejectsFile, 'utf8');
  return { counts, rejects: rejects.split('\n').slice(1).filter(Boolean) };
}

/** Indexes in hexadecimal, by clerk. */
async function profiles() {
  const encoded = (column: string) =>
    owner.sql`array(select encode(one, 'hex') from unnest(${owner.sql(column)}) one)`;
  const rows = await owner.sql`
    select clerk, ${encoded('id_indexes')} as ids, ${encoded('phone_indexes')} as phones,
      ${encoded('address_indexes')} as addresses, ${encoded('kin_indexes')} as kin
    from clerk_profile`;
  return new Map(rows.map(({ clerk, ...indexes }) => [String(clerk), indexes]));
}

test('a profile is kept as the indexes that parties have, in whatever form it was typed', async () => {
  const { counts, rejects } = await importLines(
    'a.clerk,RESIDENT_ID,１１０１０５ 19491231002x,,0086 138-1234-5678,义乌市 稠城街道 1 号,' +
      `RESIDENT_ID:${KIN.number}；PASSPORT:CHN:${PASSPORT.number}`,
  );
  expect(counts).toEqual({ read: 1, clerks: 1, rejected: 0 });
  expect(rejects).toEqual([]);
  expect((await profiles()).get('a.clerk')).toMatchObject({
    ids: [hex(indexId(vault, ID))],
    phones: [hex(indexPhone(vault, '+8613812345678'))],
    addresses: [hex(indexAddress(vault, '义乌市稠城街道1号'))],
    kin: [hex(indexId(vault, KIN)), hex(indexId(vault, PASSPORT))],
  });
});

test('what does not fit is named by line and column, and the rest of its row is kept', async () => {
  const { counts, rejects } = await importLines(
    ',RESIDENT_ID,,,,,',
    'b.clerk,RESIDENT_ID,110105194912310021,,12,，。,RESIDENT_ID:1;' +
      `RESIDENT_ID:${KIN.number};USCC:91110000101623741K`,
    'b.clerk,USCC,91110000101623741K,,13812345678,,',
    'b clerk,,,,,,',
    'too,few',
  );
  expect(counts).toEqual({ read: 5, clerks: 1, rejected: 5 });
  expect(rejects).toEqual([
    '2,subject,MISSING',
    '3,id_number,WRONG_CHECK',
    '3,phone,NO_SUCH_NUMBER',
    '3,household_address,NOT_AN_ADDRESS',
    '3,kin_id_numbers,WRONG_LENGTH',
    '3,kin_id_numbers,NOT_A_PERSONAL_NUMBER',
    '4,id_type,NOT_A_PERSONAL_NUMBER',
    '5,subject,NOT_A_SUBJECT',
    '6,,WRONG_FIELD_COUNT',
  ]);
  expect((await profiles()).get('b.clerk')).toMatchObject({
    ...{ ids: [], addresses: [], kin: [hex(indexId(vault, KIN))] },
    phones: [hex(indexPhone(vault, '+8613812345678'))],
  });
});

test('a newer file replaces the profiles that it names and leaves the others', async () => {
  await importLines(`c.clerk,RESIDENT_ID,${ID.number},,,,`, 'd.clerk,,,,13812345678,,');
  await importLines(`c.clerk,RESIDENT_ID,${KIN.number},,,,`);
  const after = await profiles();
  expect(after.get('c.clerk')).toMatchObject({ ids: [hex(indexId(vault, KIN))] });
  const phones = [hex(indexPhone(vault, '+8613812345678'))];
  expect(after.get('d.clerk')).toMatchObject({ phones });
});

test('nothing of a profile stands in the database in the clear', async () => {
  const secret = '浙江省义乌市无人街道99号';
  await importLines(`e.clerk,RESIDENT_ID,${ID.number},,13812345678,${secret},`);
  const rows = await owner.sql`select row_to_json(c)::text as row from clerk_profile c`;
  const text = JSON.stringify([...rows]);
  expect(text).toContain('e.clerk');
  for (const value of [ID.number, '13812345678', secret]) expect(text).not.toContain(value);
});

test('a file that is not there is named as such', async () => {
  await using folder = await tempFolder();
  const [file, rejectsFile] = [join(folder.path, 'none.csv'), join(folder.path, 'rejects.csv')];
  const request = { file, rejectsFile, force: false, onProgress: () => undefined };
  await expect(importClerks(config, request)).rejects.toMatchObject({ code: 'CSV_UNREADABLE' });
});

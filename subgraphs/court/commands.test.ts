import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../../scripts/stack/run-command.ts';
import { freshDatabase } from '../../tests/support/postgres.ts';
import { tempFolder } from '../../tests/support/temp-folder.ts';
import { connect } from '../kit/database/connect.ts';
import { grantUse } from '../kit/database/grant-use.ts';
import { migrate } from '../kit/database/migrate.ts';
import { roleOf } from '../kit/database/role-of.ts';
import { installLedger } from '../kit/ledger/install-ledger.ts';
import { service } from './service.ts';

const CLERKS = join(import.meta.dirname, '../../tests/fixtures/sample/clerks.csv');

let database: Awaited<ReturnType<typeof freshDatabase>>;

beforeAll(async () => {
  database = await freshDatabase('commands');
  await migrate(database.migrationDatabaseUrl, service.migrations);
  await installLedger(database.migrationDatabaseUrl);
  const owner = connect(database.migrationDatabaseUrl, { max: 1 });
  await grantUse(owner.sql, roleOf(database.databaseUrl), service.rights);
  await owner.close();
});

afterAll(async () => {
  await database.drop();
});

const key = () => randomBytes(32).toString('base64');
const DATA_KEYS = JSON.stringify({ encryption: key(), index: key() });

function court(...args: string[]): Promise<unknown> {
  const env = {
    ...{ DATABASE_URL: database.databaseUrl, DATA_KEYS },
    MIGRATION_DATABASE_URL: database.migrationDatabaseUrl,
  };
  return runCommand({ code: 'court', main: join(import.meta.dirname, 'main.ts'), args, env });
}

test.each([
  ['import-clerks', [CLERKS], { read: 2, clerks: 2, rejected: 0 }],
  ['expire', [], { contacts: 0, representatives: 0, leftOut: 0, entries: 0, proofs: 0 }],
])(
  '%s is a command of the court’s own and prints its counts',
  async (name, args, counts) => {
    await using folder = await tempFolder();
    const rejects = name === 'expire' ? [] : ['--rejects', join(folder.path, 'rejects.csv')];
    expect(await court(name, ...args, ...rejects)).toEqual(counts);
  },
  120_000,
);

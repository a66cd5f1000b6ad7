import { getTableConfig } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrationProblems } from '../../../scripts/check/migration-problems.ts';
import { freshDatabase } from '../../../tests/support/fresh-database.ts';
import type { FreshDatabase } from '../../../tests/support/fresh-database.ts';
import { connect } from '../database/connect.ts';
import type { Connection } from '../database/connect.ts';
import { grantUse } from '../database/grant-use.ts';
import { roleOf } from '../database/role-of.ts';
import { installLedger } from './install-ledger.ts';
import { signCheckpoint } from './sign-checkpoint.ts';
import { LEDGER_TABLES } from './tables.ts';
import { appendToys, TOY_NOW } from './toy-ledger.ts';
import { toySigner } from './toy-signer.ts';

let database: FreshDatabase;
let owner: Connection;
let app: Connection;

beforeAll(async () => {
  database = await freshDatabase('guard');
  await installLedger(database.migrationDatabaseUrl);
  owner = connect(database.migrationDatabaseUrl, { max: 1 });
  app = connect(database.databaseUrl, { max: 1 });
  const rights = { read: [], write: [], append: LEDGER_TABLES };
  await grantUse(owner.sql, roleOf(database.databaseUrl), rights);
  await appendToys(app.db, 3);
  const { signer } = await toySigner();
  await signCheckpoint(app.db, signer, TOY_NOW);
});

afterAll(async () => {
  await Promise.all([app.close(), owner.close()]);
  await database.drop();
});

const denied = { code: '42501' };
const columns = {
  ...{ ledger_entry: 'actor', ledger_node: 'hashes' },
  ...{ ledger_checkpoint: 'note', ledger_key: 'origin' },
};

test.each(Object.entries(columns))('the serving role changes nothing of %s', async (table, one) => {
  const { sql } = app;
  const [name, column] = [sql(table), sql(one)];
  await expect(sql`update ${name} set ${column} = ${column}`).rejects.toMatchObject(denied);
  await expect(sql`delete from ${name}`).rejects.toMatchObject(denied);
  await expect(sql`truncate ${name}`).rejects.toMatchObject(denied);
  await expect(sql`drop table ${name}`).rejects.toMatchObject(denied);
});

test('it does not reach a month’s partition past the ledger', async () => {
  await expect(app.sql`select from ledger_entry_2026_03`).rejects.toMatchObject(denied);
  await expect(app.sql`delete from ledger_entry_2026_03`).rejects.toMatchObject(denied);
  await expect(app.sql`alter table ledger_entry disable trigger all`).rejects.toMatchObject(denied);
});

test.each([...Object.entries(columns), ['ledger_entry_2026_03', 'actor']])(
  'whoever has every right on %s, such as its owner, is refused as well',
  async (table, one) => {
    const { sql } = owner;
    const [name, column] = [sql(table), sql(one)];
    await expect(sql`update ${name} set ${column} = ${column}`).rejects.toMatchObject(denied);
    await expect(sql`delete from ${name}`).rejects.toMatchObject(denied);
    await expect(sql`truncate ${name}`).rejects.toMatchObject(denied);
    expect(await sql`select from ${name}`).not.toHaveLength(0);
  },
);

test('the migrations make just the tables, and each has its place in the journal', async () => {
  expect(await migrationProblems(import.meta.dirname)).toEqual([]);
});

test('installing again changes nothing, also from two at once', async () => {
  const again = () => installLedger(database.migrationDatabaseUrl);
  await Promise.all([again(), again()]);
  expect(await app.sql`select from ledger_entry`).toHaveLength(3);
});

test.each(LEDGER_TABLES.map((table) => getTableConfig(table)))(
  'the table $name is in the database as tables.ts says',
  async ({ name, columns: said, indexes }) => {
    const found = await owner.sql`
      select column_name as name, is_nullable = 'NO' as required, data_type as type
      from information_schema.columns where table_name = ${name} order by ordinal_position`;
    const type = (sqlType: string) => sqlType.replace(/timestamp \(3\)/u, 'timestamp');
    expect([...found]).toEqual(
      said.map((column) => ({
        name: column.name,
        required: column.notNull,
        type: type(column.getSQLType()),
      })),
    );
    const named = await owner.sql`select indexname from pg_indexes where tablename = ${name}`;
    expect(named.map((row) => String(row['indexname']))).toEqual(
      expect.arrayContaining(indexes.map((index) => index.config.name)),
    );
  },
);

import { integer, pgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../tests/support/postgres.ts';
import { connect } from './connect.ts';
import type { Connection } from './connect.ts';
import { grantUse } from './grant-use.ts';
import { roleOf } from './role-of.ts';

const column = { n: integer('n') };
const readOnly = pgTable('read_only', column);
const written = pgTable('written', column);
const ledger = pgTable('ledger', column);

let database: Awaited<ReturnType<typeof freshDatabase>>;
let owner: Connection;
let app: Connection;

beforeAll(async () => {
  database = await freshDatabase('grants');
  owner = connect(database.migrationDatabaseUrl);
  app = connect(database.databaseUrl);
  await owner.sql`create table read_only (n int)`;
  await owner.sql`create table written (n int)`;
  await owner.sql`create table ledger (n int)`;
  await owner.sql`create table secret (n int)`;
  const rights = { read: [readOnly], write: [written], append: [ledger] };
  await grantUse(owner.sql, roleOf(database.databaseUrl), rights);
});

afterAll(async () => {
  await app.close();
  await owner.close();
  await database.drop();
});

const denied = { code: '42501' };

test('the serving role reads what it may read and writes nothing there', async () => {
  expect(await app.sql`select n from read_only`).toEqual([]);
  await expect(app.sql`insert into read_only values (1)`).rejects.toMatchObject(denied);
  await expect(app.sql`truncate read_only`).rejects.toMatchObject(denied);
});

test('it writes what it may write', async () => {
  await app.sql`insert into written values (1)`;
  await app.sql`update written set n = 2`;
  await app.sql`delete from written`;
});

test('what it may only append to stays as it was written', async () => {
  await app.sql`insert into ledger values (1)`;
  await expect(app.sql`update ledger set n = 2`).rejects.toMatchObject(denied);
  await expect(app.sql`delete from ledger`).rejects.toMatchObject(denied);
});

test('it sees no other table and makes none', async () => {
  await expect(app.sql`select n from secret`).rejects.toMatchObject(denied);
  await expect(app.sql`create table mine (n int)`).rejects.toMatchObject(denied);
});

test('a right that is no longer named is taken away', async () => {
  const role = roleOf(database.databaseUrl);
  await grantUse(owner.sql, role, { read: [ledger], write: [] });
  await expect(app.sql`select n from written`).rejects.toMatchObject(denied);
  await expect(app.sql`insert into ledger values (1)`).rejects.toMatchObject(denied);
  await grantUse(owner.sql, role, { read: [readOnly], write: [written], append: [ledger] });
});

test('a statement that takes too long is cut off', async () => {
  const hasty = connect(database.databaseUrl, { statementTimeout: 50 });
  await expect(hasty.sql`select pg_sleep(5)`).rejects.toMatchObject({ code: '57014' });
  await hasty.close();
});

import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../tests/support/fresh-database.ts';
import type { FreshDatabase } from '../../../tests/support/fresh-database.ts';
import { connect } from './connect.ts';
import type { Connection, Database } from './connect.ts';

let database: FreshDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await freshDatabase('prepared');
  connection = connect(database.migrationDatabaseUrl, { max: 1 });
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

/** Statements of that text which the connection holds ready. */
async function held(part: string): Promise<number> {
  const [row] = await connection.sql<{ count: number }[]>`
    select count(*)::int from pg_prepared_statements where statement like ${`%${part}%`}`;
  return row?.count ?? 0;
}

const ask = async (db: Pick<Database, 'execute'>, value: number, column: string) => [
  ...(await db.execute(sql`select ${value}::int as ${sql.identifier(column)}`)),
];

test('a statement is prepared once and used again, within transactions as well', async () => {
  const { db } = connection;
  expect(await ask(db, 1, 'one')).toEqual([{ one: 1 }]);
  expect(await ask(db, 2, 'one')).toEqual([{ one: 2 }]);
  const inside = await db.transaction(async (tx) => {
    const nested = await tx.transaction((savepoint) => ask(savepoint, 3, 'one'));
    return [...nested, ...(await ask(tx, 4, 'one'))];
  });
  expect(inside).toEqual([{ one: 3 }, { one: 4 }]);
  expect(await held('as "one"')).toBe(1);
});

test('what a failed transaction did is undone, and the connection goes on', async () => {
  const { db } = connection;
  await db.execute(sql`create table kept (n int)`);
  const failing = db.transaction(async (tx) => {
    await tx.execute(sql`insert into kept values (${1})`);
    await tx.execute(sql`select ${0}::int / ${0}::int`);
  });
  await expect(failing).rejects.toMatchObject({ cause: { code: '22012' } });
  expect([...(await db.execute(sql`select n from kept where n > ${0}`))]).toEqual([]);
});

test('a statement that outlives a change of its table is made anew', async () => {
  const { db } = connection;
  const read = async () => [...(await db.execute(sql`select * from changing where n > ${0}`))];
  await db.execute(sql`create table changing (n int)`);
  await db.execute(sql`insert into changing values (${1})`);
  expect(await read()).toEqual([{ n: 1 }]);
  await db.execute(sql`alter table changing add column more text default 'x'`);
  expect(await read()).toEqual([{ n: 1, more: 'x' }]);
});

test('statements with many parameters, or without end, are not kept', async () => {
  const { db } = connection;
  const many = sql.join(
    Array.from({ length: 65 }, (_, at) => sql`${at}::int`),
    sql`, `,
  );
  await db.execute(sql`select array[${many}] as "crowd"`);
  expect(await held('as "crowd"')).toBe(0);
  for (let at = 0; at < 450; at += 1) await ask(db, at, `column_${String(at)}`);
  expect(await held('as "column_')).toBeLessThan(400);
  expect(await ask(db, 7, 'column_449')).toEqual([{ column_449: 7 }]);
});

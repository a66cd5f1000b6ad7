import { expect, test } from 'vitest';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import { freshDatabase } from './fresh-database.ts';

test('two tests see nothing of each other', async () => {
  const [one, other] = await Promise.all([freshDatabase('one'), freshDatabase('other')]);
  const first = connect(one.migrationDatabaseUrl, { max: 1 });
  const second = connect(other.migrationDatabaseUrl, { max: 1 });
  await first.sql`create table mine (a int)`;
  await expect(second.sql`select * from mine`).rejects.toMatchObject({ code: '42P01' });
  await Promise.all([first.close(), second.close()]);
  await Promise.all([one.drop(), other.drop()]);
});

test('a database that is dropped is gone, though somebody is connected', async () => {
  const database = await freshDatabase();
  const open = connect(database.databaseUrl, { max: 1 });
  await open.sql`select 1`;
  await database.drop();
  await expect(open.sql`select 1`).rejects.toThrow();
  await open.close();
});

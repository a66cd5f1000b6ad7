import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import { keepPasswords, provision } from './databases.ts';
import { findDatabases } from './find-databases.ts';
import { startPostgres } from './postgres.ts';
import type { Postgres } from './postgres.ts';

let folder = '';
let home = '';
let server: Postgres;
const police = { owner: 'owner-secret', app: 'app-secret' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relink-databases-'));
  const log = (): void => undefined;
  server = await startPostgres({ home: join(folder, 'server'), log, durable: false });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  home = await mkdtemp(join(folder, 'home-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function run(url: string, statement: string): Promise<unknown[]> {
  const { sql, ...connection } = connect(url, { max: 1 });
  try {
    return [...(await sql.unsafe(statement))];
  } finally {
    await connection.close();
  }
}

const DENIED = { code: '42501' };

test('the owner makes tables; the role that serves does not, and reads only what it is granted', async () => {
  const { databaseUrl, migrationDatabaseUrl } = await provision(server.adminUrl, 'police', police);
  await run(migrationDatabaseUrl, 'create table person (name text)');
  await expect(run(databaseUrl, 'create table mine (a int)')).rejects.toMatchObject(DENIED);
  await expect(run(databaseUrl, 'create temp table mine (a int)')).rejects.toMatchObject(DENIED);
  await expect(run(databaseUrl, 'select * from person')).rejects.toMatchObject(DENIED);
  await run(migrationDatabaseUrl, 'grant select on person to relink_police_app');
  expect(await run(databaseUrl, 'select * from person')).toEqual([]);
});

test('neither role enters any other database', async () => {
  const urls = await provision(server.adminUrl, 'police', police);
  await provision(server.adminUrl, 'mall', { owner: 'a', app: 'b' });
  for (const url of Object.values(urls))
    for (const other of ['relink_mall', 'postgres', 'template1']) {
      const elsewhere = Object.assign(new URL(url), { pathname: `/${other}` }).href;
      await expect(run(elsewhere, 'select 1')).rejects.toMatchObject(DENIED);
    }
});

test('neither role is more than it must be', async () => {
  await provision(server.adminUrl, 'police', police);
  const rights = await run(
    server.adminUrl,
    `select count(*)::int as roles from pg_roles where rolname like 'relink_police_%'
       and not (rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls)`,
  );
  expect(rights).toEqual([{ roles: 2 }]);
});

test('provisioning again keeps what is stored and follows a new password', async () => {
  const before = await provision(server.adminUrl, 'court', { owner: 'a', app: 'b' });
  await run(before.migrationDatabaseUrl, 'create table kept (a int)');
  const after = await provision(server.adminUrl, 'court', { owner: 'c', app: 'd' });
  expect(await run(after.migrationDatabaseUrl, 'select * from kept')).toEqual([]);
  await expect(run(before.databaseUrl, 'select 1')).rejects.toMatchObject({ code: '28P01' });
});

test('an admin who is no superuser will do', async () => {
  await run(server.adminUrl, `create role hosted login createdb createrole password 'hosted'`);
  await run(server.adminUrl, 'grant connect on database postgres to hosted');
  const url = Object.assign(new URL(server.adminUrl), { username: 'hosted', password: 'hosted' });
  for (const _ of ['first', 'again']) {
    const { migrationDatabaseUrl } = await provision(url.href, 'hosted', police);
    await run(migrationDatabaseUrl, 'create table if not exists made (a int)');
  }
});

test('many at once make each database once', async () => {
  const one = () => provision(server.adminUrl, 'race', police);
  const made = await Promise.all([one(), one(), one(), one()]);
  expect(new Set(made.map(({ databaseUrl }) => databaseUrl)).size).toBe(1);
});

test.each(['police; drop', 'Police', '"', ''])(
  'the code %j is not written into SQL',
  async (code) => {
    await expect(provision(server.adminUrl, `${code} `, police)).rejects.toThrow(TypeError);
  },
);

test('passwords are kept from start to start, readable by their owner only', async () => {
  const file = join(home, 'databases.json');
  const first = await keepPasswords(file, ['police']);
  const second = await keepPasswords(file, ['mall', 'police']);
  expect(second['police']).toEqual(first['police']);
  expect(Object.keys(second).sort()).toEqual(['mall', 'police']);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('a server named by the environment is used, and none is started', async () => {
  const found = await findDatabases({
    ...{ home, codes: ['named'], env: { DATABASE_URL: server.adminUrl } },
    startOwn: () => Promise.reject(new Error('started')),
  });
  expect(await run(found.get('named')?.databaseUrl ?? '', 'select current_user as role')).toEqual([
    { role: 'relink_named_app' },
  ]);
});

test('a database named for one service is used as it is; the others get one of ours', async () => {
  const theirs = 'postgres://u:p@db.example/theirs';
  const found = await findDatabases({
    ...{ home, codes: ['named', 'police'], env: { DATABASE_URL_POLICE: theirs } },
    startOwn: () => Promise.resolve(server),
  });
  expect(found.get('police')).toEqual({ databaseUrl: theirs, migrationDatabaseUrl: theirs });
  expect(found.get('named')?.databaseUrl).toContain('/relink_named');
});

test('a variable that is no address of a database is named, its value not shown', async () => {
  const env = { DATABASE_URL: 'mysql://u:secret@db.example/x' };
  const finding = findDatabases({
    ...{ home, codes: ['police'], env },
    startOwn: () => Promise.resolve(server),
  });
  await expect(finding).rejects.toThrow(/^DATABASE_URL is not a postgres:\/\/ URL$/u);
});

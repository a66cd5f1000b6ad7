import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstLine } from '../../tests/support/first-line.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import { startPostgres } from './postgres.ts';
import type { Postgres } from './postgres.ts';

let folder = '';
let home = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relink-postgres-'));
  home = join(folder, 'home');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const start = (): Promise<Postgres> =>
  startPostgres({ home, log: () => undefined, durable: false });

async function ask<T>(url: string, question: string): Promise<T[]> {
  const { sql, ...connection } = connect(url, { max: 1 });
  try {
    return await sql.unsafe<T[] & Record<string, unknown>[]>(question);
  } finally {
    await connection.close();
  }
}

test('a second start finds what the first one stored', async () => {
  const first = await start();
  await ask(first.adminUrl, 'create table kept as select 7 as number');
  await first.stop();
  const second = await start();
  expect(await ask(second.adminUrl, 'select number from kept')).toEqual([{ number: 7 }]);
  await second.stop();
});

test('it is PostgreSQL 18 in UTF-8, ordered by code point, on this machine only', async () => {
  const postgres = await start();
  const [found] = await ask(
    postgres.adminUrl,
    `select current_setting('server_version_num')::int / 10000 as version,
       current_setting('server_encoding') as encoding,
       current_setting('listen_addresses') as addresses,
       current_setting('unix_socket_directories') as sockets,
       'Z' < 'a' and 'z' < '张' as ordered, upper('é') as upper`,
  );
  expect(found).toEqual({
    ...{ version: 18, encoding: 'UTF8', addresses: '127.0.0.1', sockets: '' },
    ...{ ordered: true, upper: 'É' },
  });
  await postgres.stop();
});

test('without the password nobody enters, and only its owner reads it', async () => {
  const postgres = await start();
  const url = new URL(postgres.adminUrl);
  url.password = 'guessed';
  await expect(ask(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  expect((await stat(join(home, 'postgres.json'))).mode & 0o777).toBe(0o600);
  await postgres.stop();
});

test('a failing statement leaves none of its values in the log', async () => {
  const postgres = await start();
  await expect(ask(postgres.adminUrl, `select '13812345678'::date`)).rejects.toThrow();
  await postgres.stop();
  expect(await readFile(join(home, 'logs', 'postgres.log'), 'utf8')).not.toContain('13812345678');
});

test('a home in use is refused', async () => {
  const postgres = await start();
  await expect(start()).rejects.toThrow('Another process is running PostgreSQL over');
  await postgres.stop();
});

test('a creation that was cut short is begun anew', async () => {
  await mkdir(join(home, 'postgres.new', 'base'), { recursive: true });
  await writeFile(join(home, 'postgres.new.password'), '');
  const postgres = await start();
  await postgres.stop();
});

test('data that are damaged are left alone', async () => {
  await (await start()).stop();
  await rm(join(home, 'postgres', 'PG_VERSION'));
  await expect(start()).rejects.toThrow('is damaged');
  expect((await stat(join(home, 'postgres', 'base'))).isDirectory()).toBe(true);
});

test('data whose password is lost are left alone', async () => {
  await (await start()).stop();
  await rm(join(home, 'postgres.json'));
  await expect(start()).rejects.toThrow('is gone; restore it');
});

test('a home that no other account can reach will do', async () => {
  await chmod(folder, 0o700);
  const postgres = await start();
  expect(await ask(postgres.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  await postgres.stop();
});

test('the next start succeeds after a kill of the process that held the server', async () => {
  const holder = join(folder, 'holder.ts');
  const postgresModule = join(import.meta.dirname, 'postgres.ts');
  await writeFile(
    holder,
    `const { startPostgres } = await import(${JSON.stringify(postgresModule)});
     const { adminUrl } = await startPostgres({ home: ${JSON.stringify(home)}, log() {} });
     console.log(adminUrl);
     await new Promise(() => setInterval(() => {}, 1000));`,
  );
  const child = spawn(process.execPath, [holder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await firstLine(child.stdout);
  await ask(url, 'create table kept as select 7 as number');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const next = await start();
  expect(await ask(next.adminUrl, 'select number from kept')).toEqual([{ number: 7 }]);
  await next.stop();
});

test('a process number left behind that is now another process does not block', async () => {
  await (await start()).stop();
  const left = `${process.pid}\n${join(home, 'postgres')}\n1\n5432\n\n127.0.0.1\n1 1\nready\n`;
  await writeFile(join(home, 'postgres', 'postmaster.pid'), left);
  const postgres = await start();
  await postgres.stop();
});

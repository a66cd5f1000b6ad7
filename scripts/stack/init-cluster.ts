import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { logFileOf, openLog } from './open-log.ts';
import type { Runner } from './postgres-runner.ts';
import { roomLeft } from './room-left.ts';
import { runIn } from './run-in.ts';
import { StackError, codeOf } from './stack-error.ts';

export const ADMIN = 'relink_admin';
const MAJOR = '18';

/**
 * Makes `<home>/postgres` unless it is there. It is made under another name and renamed when
 * complete, so a folder of that name is always a whole one, and half a one is made anew.
 *
 * @throws StackError when what is there is damaged or of another version; it is left alone.
 */
export async function initCluster(home: string, runner: Runner, password: string): Promise<void> {
  const data = join(home, 'postgres');
  if (await isThere(data)) return;
  const draft = `${data}.new`;
  const passwordFile = `${draft}.password`;
  await rm(draft, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  try {
    await mkdir(draft, { mode: 0o700 });
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
    if (runner.account) {
      await chown(draft, runner.account.uid, runner.account.gid);
      await chown(passwordFile, runner.account.uid, runner.account.gid);
    }
    await initialise(home, runner, draft, passwordFile);
    await rename(draft, data);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function isThere(data: string): Promise<boolean> {
  let version: string;
  try {
    version = await readFile(join(data, 'PG_VERSION'), 'utf8');
  } catch (error) {
    if (codeOf(error) === 'EACCES') throw new StackError(`${data} belongs to another user`);
    if (!existsSync(data)) return false;
    throw new StackError(`${data} is damaged: PG_VERSION cannot be read. Restore it from a copy.`);
  }
  if (version.trim() === MAJOR) return true;
  throw new StackError(
    `${data} was made by PostgreSQL ${version.trim()}; this is ${MAJOR}. Move the data by pg_dump.`,
  );
}

/** The built-in locale orders by code point on every system alike. */
async function initialise(
  home: string,
  runner: Runner,
  data: string,
  passwordFile: string,
): Promise<void> {
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${ADMIN}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const log = await openLog(home, 'postgres');
  try {
    const child = spawn(
      ...runIn(
        runner,
        'initdb',
        [`--pgdata=${data}`, '--encoding=UTF8', ...locale, ...access],
        log,
      ),
    );
    await once(child, 'exit');
    if (child.exitCode === 0) return;
  } finally {
    await log.close();
  }
  const seeLog = `see ${logFileOf(home, 'postgres')}`;
  throw new StackError(`The database could not be made; ${seeLog}${await roomLeft(home)}`);
}

import type { SpawnOptions } from 'node:child_process';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Runner } from './postgres-runner.ts';

/**
 * Arguments of `spawn` for one of PostgreSQL's programs. It gets a session of its own, so that
 * Ctrl-C reaches it through us, after the services that use it.
 */
export function runIn(
  { binaries, command, ids }: Runner,
  program: 'initdb' | 'postgres',
  args: string[],
  log: FileHandle,
): [string, string[], SpawnOptions] {
  const [file = '', ...rest] = [...command, join(binaries.folder, 'bin', program), ...args];
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
  return [file, rest, { ...ids, env, cwd: '/', detached: true, stdio: ['ignore', log.fd, log.fd] }];
}

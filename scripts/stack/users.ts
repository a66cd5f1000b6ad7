import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../subgraphs/kit/sealing/make-folder.ts';
import { isHeld, takeLock } from './home-lock.ts';
import type { Lock } from './home-lock.ts';
import { codeOf } from './stack-error.ts';

const ENDING = '.lock';

/** Where those say so who use a stack that somebody else started, a lock each. */
export function usersFolder(home: string): string {
  return join(home, 'users');
}

/** Says that this process uses what runs over `home`, until it is released. */
export async function enterUsers(home: string): Promise<Lock> {
  makeFolder(usersFolder(home), 0o700);
  const name = `${String(process.pid)}-${randomBytes(6).toString('hex')}${ENDING}`;
  return takeLock(join(usersFolder(home), name), 'This process uses the home already');
}

/** Whether anybody uses what runs over `home`. One whose process is gone counts for nothing. */
export async function hasUsers(home: string): Promise<boolean> {
  const held = await Promise.all((await namesIn(usersFolder(home))).map(isHeldOrRemoved));
  return held.includes(true);
}

async function isHeldOrRemoved(file: string): Promise<boolean> {
  if (await isHeld(file)) return true;
  await rm(file, { force: true });
  return false;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => name.endsWith(ENDING)).map((name) => join(folder, name));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

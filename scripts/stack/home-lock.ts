import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { BusyError } from './busy-error.ts';
import { identify, isAlive } from './processes.ts';
import type { ProcessIdentity } from './processes.ts';
import { codeOf } from './stack-error.ts';

export type Lock = { release(): Promise<void> };

const identitySchema = z.object({ pid: z.int().positive(), started: z.string() });

/**
 * Takes a lock file for this process. One whose holder is gone is taken over, so a crash blocks
 * nobody.
 *
 * @param busy what to tell the person who runs this when another process holds it
 * @throws BusyError saying `busy`
 */
export async function takeLock(file: string, busy: string): Promise<Lock> {
  const own = JSON.stringify({ ...identify(process.pid), nonce: randomBytes(6).toString('hex') });
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await create(file, own)) return { release: () => release(file, own) };
    const held = await read(file);
    if (held === undefined) continue;
    const holder = holderOf(held);
    if (holder && isAlive(holder)) throw new BusyError(`${busy} (process ${holder.pid})`, file);
    if (await takeOver(file, held, own, busy)) return { release: () => release(file, own) };
  }
  throw new BusyError(busy, file);
}

/** Whether a process that still runs holds this lock; one of which nothing can be read holds none. */
export async function isHeld(file: string): Promise<boolean> {
  const holder = holderOf((await read(file).catch(() => undefined)) ?? '');
  return holder !== undefined && isAlive(holder);
}

/**
 * Puts the own text in the place of a dead lock, in one step. Of the processes that saw it dead
 * one at a time may try, and only while the dead text still stands: a second lock guards that,
 * which is taken over in the same way should its holder die.
 */
async function takeOver(file: string, dead: string, own: string, busy: string): Promise<boolean> {
  const guard = await takeLock(`${file}.over`, busy);
  try {
    if ((await read(file)) !== dead) return false;
    const draft = await writeDraft(file, own);
    await rename(draft, file);
    return true;
  } finally {
    await guard.release();
  }
}

/** Written under another name first: nobody meets half a lock, and of two takers one wins. */
async function create(file: string, text: string): Promise<boolean> {
  const draft = await writeDraft(file, text);
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeDraft(file: string, text: string): Promise<string> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
  return draft;
}

async function release(file: string, own: string): Promise<void> {
  if ((await read(file)) === own) await rm(file, { force: true });
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function holderOf(text: string): ProcessIdentity | undefined {
  try {
    return identitySchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

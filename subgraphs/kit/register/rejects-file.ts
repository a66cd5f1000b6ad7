import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { BadCell } from './define-register.ts';
import { RegisterError } from './register-error.ts';

const HEADER = 'line,column,reason\n';
const BUFFERED = 64 * 1024;

export type RejectsFile = {
  /** Where it appears. */
  path: string;
  add(line: number, cells: BadCell[]): Promise<void>;
  /** Puts the file in its place; with nothing rejected, an older one goes away. */
  keep(): Promise<void>;
  /** Leaves no trace; an older file stays. Does nothing after `keep`. */
  discard(): Promise<void>;
};

/**
 * A CSV file of what was bad: line, column, reason; no values. It appears whole, with mode 600.
 * Methods throw RegisterError REJECTS_UNWRITABLE.
 */
export function rejectsFile(path: string): RejectsFile {
  const draft = `${path}.${randomUUID()}.part`;
  let handle: FileHandle | undefined;
  let pending = HEADER;
  const flush = async (): Promise<void> => {
    handle ??= await open(draft, 'wx', 0o600);
    await handle.write(pending);
    pending = '';
  };
  const close = async (): Promise<void> => {
    await handle?.close();
    handle = undefined;
  };
  const add: RejectsFile['add'] = async (line, cells) => {
    for (const { column, reason } of cells) pending += `${String(line)},${column},${reason}\n`;
    if (pending.length > BUFFERED) await writing(flush);
  };
  const keep: RejectsFile['keep'] = () =>
    writing(async () => {
      if (handle === undefined && pending === HEADER) return rm(path, { force: true });
      await flush();
      await close();
      await rename(draft, path);
    });
  const discard: RejectsFile['discard'] = async () => {
    await close();
    await rm(draft, { force: true });
  };
  return { path, add, keep, discard };
}

async function writing(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new RegisterError('REJECTS_UNWRITABLE', `The rejects file cannot be written (${code})`);
  }
}

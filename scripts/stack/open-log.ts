import { open, readFile, rename, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

const FULL = 10 * 1024 * 1024;

export function logFileOf(home: string, code: string): string {
  return join(home, 'logs', `${code}.log`);
}

/** Opens a log for adding to it; one above 10 MB is set aside as `.1` first. */
export async function openLog(home: string, code: string): Promise<FileHandle> {
  const file = logFileOf(home, code);
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > FULL) await rename(file, `${file}.1`);
  return open(file, 'a', 0o600);
}

/**
 * What a service said at the end of its log in lines that begin with its name. Others are left
 * out: a stack trace could quote what it was given.
 */
export async function ownWords(home: string, code: string): Promise<string[]> {
  const lines = (await readFile(logFileOf(home, code), 'utf8')).trimEnd().split('\n');
  const start = lines.findLastIndex((line) => line.startsWith(`${code}: `));
  if (start < 0 || lines.slice(start + 1).some((line) => !line.startsWith(' '))) return [];
  return lines.slice(start, start + 10);
}

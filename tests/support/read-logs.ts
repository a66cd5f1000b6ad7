import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** All logs of a stack's home, one after the other. */
export async function readLogs(home: string): Promise<Buffer> {
  const folder = join(home, 'logs');
  const names = (await readdir(folder)).sort();
  return Buffer.concat(await Promise.all(names.map((name) => readFile(join(folder, name)))));
}

import { chmod, writeFile } from 'node:fs/promises';

/** Writes a file that its owner alone may read, also where there was one that others could read. */
export async function writePrivate(file: string, content: string | Uint8Array): Promise<void> {
  await writeFile(file, '', { mode: 0o600 });
  await chmod(file, 0o600);
  await writeFile(file, content);
}

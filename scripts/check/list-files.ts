import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** The folders at the top of the repository that hold code. */
export const CODE_FOLDERS = ['gateway', 'schema', 'scripts', 'subgraphs', 'tests'];

/** Every file under the code folders, as a path from the root with forward slashes. */
export async function listFiles(root: string): Promise<string[]> {
  const folders = CODE_FOLDERS.map((folder) => join(root, folder)).filter(existsSync);
  const listed = await Promise.all(
    folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })),
  );
  return listed
    .flat()
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

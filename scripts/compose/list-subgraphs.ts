import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Codes of the subgraphs: the folders of `subgraphs/` that hold a `service.ts`, sorted.
 *
 * @param root the repository
 */
export async function listSubgraphs(root: string): Promise<string[]> {
  const folder = join(root, 'subgraphs');
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'service.ts')))
    .map(({ name }) => name)
    .sort();
}

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Release } from './changelog-docs.ts';

/** The released client schemas, oldest first. @param root the repository */
export async function readReleases(root: string): Promise<Release[]> {
  const folder = join(root, 'schema', 'releases');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.graphql'));
  const releases = await Promise.all(
    files.map(async (file) => ({
      version: file.replace(/\.graphql$/u, ''),
      sdl: await readFile(join(folder, file), 'utf8'),
    })),
  );
  const inOrder = new Intl.Collator('en', { numeric: true });
  return releases.toSorted((one, other) => inOrder.compare(one.version, other.version));
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { agencyFiles } from './agency-files.ts';
import type { AgencyName } from './agency-files.ts';

/**
 * Writes the folder of a new agency below `root`, with its first migration.
 *
 * @returns the names of its files
 * @throws Error when the folder is there already, or its migration cannot be made; then nothing of
 *   it stays.
 */
export async function writeAgency(root: string, name: AgencyName): Promise<string[]> {
  const folder = join(root, 'subgraphs', name.code);
  const files = await agencyFiles(name);
  // not recursive: it fails where something is in the way
  await mkdir(folder);
  try {
    for (const [file, content] of files) await writeFile(join(folder, file), content);
    await makeMigration(root, name.code);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return [...files.keys(), 'migrations/'];
}

/** By the tree's own script, so that it is made as all others are. */
async function makeMigration(root: string, code: string): Promise<void> {
  const script = join(root, 'scripts', 'migration.ts');
  const child = spawn(process.execPath, [script, code, 'create_register'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, complaint] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (child.exitCode !== 0) throw new Error(`The migration cannot be made:\n${said}${complaint}`);
}

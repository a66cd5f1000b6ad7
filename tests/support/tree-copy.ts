import { cp, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PATIENT } from './patient.ts';
import { tempFolder } from './temp-folder.ts';

const root = join(import.meta.dirname, '..', '..');
const LEFT_OUT = new Set(['node_modules', '.git', '.relink', '.pictures', 'coverage']);

/** The repository as it is, elsewhere, for a test that changes it; it shares the packages. */
export type TreeCopy = AsyncDisposable & {
  path: string;
  /** Runs Node there. Rejects with what was said when it ends with another code than 0. */
  node(...args: string[]): Promise<{ stdout: string; stderr: string }>;
};

export async function treeCopy(): Promise<TreeCopy> {
  const folder = await tempFolder();
  const path = join(folder.path, 'tree');
  const names = (await readdir(root)).filter((name) => !LEFT_OUT.has(name));
  for (const name of names) await cp(join(root, name), join(path, name), { recursive: true });
  await symlink(join(root, 'node_modules'), join(path, 'node_modules'));
  const env = { ...process.env, ...PATIENT };
  const run = promisify(execFile);
  return {
    path,
    node: (...args) => run(process.execPath, args, { cwd: path, env, maxBuffer: 2 ** 26 }),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

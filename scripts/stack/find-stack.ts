import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isReady } from './is-ready.ts';
import { readPrivateJson } from './private-json.ts';
import { isAlive } from './processes.ts';
import { runStateFile, runStateSchema } from './run-state.ts';
import { StackError } from './stack-error.ts';
import { handleOf } from './stack-handle.ts';
import type { StackHandle } from './stack-handle.ts';

/**
 * The stack that runs over `home` and whose gateway is ready; undefined when there is none.
 *
 * @throws StackError when the home is no folder, or what it holds is not what it should be.
 */
export async function findStack(
  home: string,
  root = join(import.meta.dirname, '..', '..'),
): Promise<StackHandle | undefined> {
  const folder = await realpath(home).catch(() => undefined);
  if (folder === undefined) return undefined;
  if (!(await stat(folder)).isDirectory()) throw new StackError(`${home} is no folder`);
  const state = await readPrivateJson(runStateFile(folder), runStateSchema);
  if (!state || !isAlive(state.holder) || !(await isReady(state.gatewayUrl))) return undefined;
  return handleOf(state, { root, home: folder, env: process.env });
}

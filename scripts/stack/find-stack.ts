import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { isReady } from './is-ready.ts';
import { readPrivateJson } from './private-json.ts';
import { isAlive } from './processes.ts';
import { runStateFile, runStateSchema } from './run-state.ts';
import { handleOf } from './stack-handle.ts';
import type { StackHandle } from './stack-handle.ts';

/** The stack that runs over `home` and whose gateway is ready; undefined when there is none. */
export async function findStack(
  home: string,
  root = join(import.meta.dirname, '..', '..'),
): Promise<StackHandle | undefined> {
  const folder = await realpath(home).catch(() => undefined);
  if (folder === undefined) return undefined;
  const state = await readPrivateJson(runStateFile(folder), runStateSchema);
  if (!state || !isAlive(state.holder) || !(await isReady(state.gatewayUrl))) return undefined;
  return handleOf(state, { root, home: folder, env: process.env });
}

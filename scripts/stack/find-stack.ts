import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isReady } from './is-ready.ts';
import { readPrivateJson } from './private-json.ts';
import { isAlive } from './processes.ts';
import { runStateFile, runStateSchema } from './run-state.ts';
import type { RunState } from './run-state.ts';
import { StackError } from './stack-error.ts';
import { handleOf } from './stack-handle.ts';
import type { StackHandle } from './stack-handle.ts';

/** Milliseconds that a gateway may be unready: it is for as long as the audit service is busy. */
const PATIENCE = 30_000;
const PAUSE = 100;

/**
 * The stack that runs over `home` and whose gateway is ready, or is so again soon; undefined when
 * there is none.
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
  if (!state || !(await becomesReady(state))) return undefined;
  return handleOf(state, { root, home: folder, env: process.env });
}

/** Once all of it was ready, whoever holds it ends when its gateway does. */
async function becomesReady({ holder, gatewayUrl }: RunState): Promise<boolean> {
  const deadline = Date.now() + PATIENCE;
  while (isAlive(holder)) {
    if (await isReady(gatewayUrl)) return true;
    if (Date.now() > deadline) return false;
    await sleep(PAUSE);
  }
  return false;
}

import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isReady } from './is-ready.ts';
import { isAlive } from './processes.ts';
import { readLack } from './read-lack.ts';
import { readRunState } from './run-state.ts';
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
 * @param patience milliseconds that it may take until the gateway is ready again
 * @throws StackError when the home is no folder, or what it holds is not what it should be, and when
 * the gateway stays unready: a part of the stack has gone down, and nobody can start another over it.
 */
export async function findStack(
  home: string,
  root = join(import.meta.dirname, '..', '..'),
  patience = PATIENCE,
): Promise<StackHandle | undefined> {
  const folder = await realpath(home).catch(() => undefined);
  if (folder === undefined) return undefined;
  if (!(await stat(folder)).isDirectory()) throw new StackError(`${home} is no folder`);
  const state = await readRunState(folder);
  if (!state || !(await becomesReady(state, folder, patience))) return undefined;
  return handleOf(state, { root, home: folder, env: process.env });
}

/** Once all of it was ready, whoever holds it ends when its gateway does. */
async function becomesReady(
  { holder, gatewayUrl }: RunState,
  home: string,
  patience: number,
): Promise<boolean> {
  const deadline = Date.now() + patience;
  while (isAlive(holder)) {
    if (await isReady(gatewayUrl)) return true;
    if (Date.now() > deadline)
      throw new StackError(
        `What runs over ${home} (process ${holder.pid}) is not ready: ${await readLack(gatewayUrl)}. ` +
          `Stop it and start it again; its logs are in ${join(home, 'logs')}.`,
      );
    await sleep(PAUSE);
  }
  return false;
}

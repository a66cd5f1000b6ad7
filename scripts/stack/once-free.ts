import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BusyError } from './busy-error.ts';
import type { Waiting } from './until-unused.ts';

/** Milliseconds that another command may take to start or to stop what it does. */
const PATIENCE = 120_000;
const PAUSE = 500;

/**
 * Tries again while another command holds this lock of the home: one that starts has something to
 * use in a moment, one that stops leaves the home free.
 *
 * @throws BusyError when it holds the lock for too long
 */
export async function onceFree<Result>(
  lock: 'stack.lock' | 'postgres.lock',
  attempt: () => Promise<Result>,
  { say, signal }: Pick<Waiting, 'say'> & Partial<Waiting>,
): Promise<Result> {
  const deadline = Date.now() + PATIENCE;
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      const isBusy = error instanceof BusyError && basename(error.lock) === lock;
      if (!isBusy || Date.now() > deadline) throw error;
      if (tries === 0) say('Another command starts or stops what runs here; waiting for it.');
      await sleep(PAUSE, undefined, signal && { signal });
    }
  }
}

import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { writePrivateJson } from './private-json.ts';
import { readRunState, runStateFile } from './run-state.ts';
import { hasUsers } from './users.ts';

const PAUSE = 200;
const STILL_USED =
  'Another command still uses what runs here; it is stopped when that has ended. Ctrl-C stops it now.';

export type Waiting = {
  say: (text: string) => void;
  /** Ends the wait. */
  signal: AbortSignal;
};

/**
 * Waits until nobody else uses our stack over `home`, and hides it from whoever comes then. Who found
 * it at that very moment has said so before (`use-running.ts`), and is waited for too.
 */
export async function untilUnused(home: string, { say, signal }: Waiting): Promise<void> {
  const file = runStateFile(home);
  const state = await readRunState(home);
  if (state === undefined) return;
  for (let looks = 0; !signal.aborted; looks += 1) {
    if (!(await hasUsers(home))) {
      await rm(file, { force: true });
      if (!(await hasUsers(home))) return;
      await writePrivateJson(file, state);
    }
    if (looks === 0) say(STILL_USED);
    await sleep(PAUSE, undefined, { signal }).catch(() => undefined);
  }
}

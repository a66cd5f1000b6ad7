import { setTimeout as sleep } from 'node:timers/promises';

export type Nudged = {
  /** Has the work done soon; many calls while it is done are one more time. */
  nudge: () => void;
  /** Lets what runs end, and begins nothing more. */
  stop: () => Promise<void>;
};

/**
 * Does a work whenever it is nudged, and never twice at once.
 *
 * @param pause milliseconds from the end of one time to the begin of the next at least
 */
export function nudged(work: () => Promise<void>, pause = 0): Nudged {
  const state: { running: Promise<void> | undefined; again: boolean } = {
    ...{ running: undefined, again: false },
  };
  const stopped = new AbortController();
  const { signal } = stopped;
  const run = async (): Promise<void> => {
    while (state.again && !signal.aborted) {
      state.again = false;
      await work();
      if (pause > 0) await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined);
    }
    // no wait between the last look and this: no nudge is lost
    state.running = undefined;
  };
  // not begun before `running` stands
  const start = (): Promise<void> => Promise.resolve().then(run);
  return {
    nudge: () => {
      if (signal.aborted) return;
      state.again = true;
      state.running ??= start();
    },
    stop: async () => {
      stopped.abort();
      await state.running;
    },
  };
}

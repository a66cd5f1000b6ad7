export type Nudged = {
  /** Has the work done soon; many calls while it is done are one more time. */
  nudge: () => void;
  /** Lets what runs end, and begins nothing more. */
  stop: () => Promise<void>;
};

/** Does a work whenever it is nudged, and never twice at once. */
export function nudged(work: () => Promise<void>): Nudged {
  const state: { running: Promise<void> | undefined; again: boolean; stopped: boolean } = {
    ...{ running: undefined, again: false, stopped: false },
  };
  const run = async (): Promise<void> => {
    while (state.again && !state.stopped) {
      state.again = false;
      await work();
    }
    // no wait between the last look and this: no nudge is lost
    state.running = undefined;
  };
  // not begun before `running` stands
  const start = (): Promise<void> => Promise.resolve().then(run);
  return {
    nudge: () => {
      if (state.stopped) return;
      state.again = true;
      if (state.running === undefined) state.running = start();
    },
    stop: async () => {
      state.stopped = true;
      await state.running;
    },
  };
}

/** Signs again and again until it is stopped. */
export type CheckpointTicker = {
  /** Waits for a signature that is under way. */
  stop: () => Promise<void>;
};

/** Milliseconds: half of the second within which entries are to be signed. */
const INTERVAL = 500;

/**
 * @param options.sign as `signCheckpoint`; never called twice at once
 * @param options.onError for each failure; it goes on trying
 */
export function startCheckpointTicker(options: {
  sign: () => Promise<unknown>;
  onError: (error: unknown) => void;
  interval?: number;
}): CheckpointTicker {
  const { sign, onError, interval = INTERVAL } = options;
  const state: { running: Promise<void> | undefined } = { running: undefined };
  const tick = async () => {
    try {
      await sign();
    } catch (error) {
      onError(error);
    } finally {
      state.running = undefined;
    }
  };
  const timer = setInterval(() => {
    state.running ??= tick();
  }, interval);
  // a service that has nothing else to do may end
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await state.running;
    },
  };
}

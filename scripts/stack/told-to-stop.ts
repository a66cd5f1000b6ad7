export type Told = {
  /** Aborted when this process is told to stop. */
  signal: AbortSignal;
  /** Resolves at the same moment. */
  stop: Promise<undefined>;
};

/** Milliseconds between looks at whether npm still runs. */
const INTERVAL = 500;

/**
 * Listens for Ctrl-C, SIGTERM and the terminal's end. npm, told to stop, ends without passing it
 * on; so a process that npm started also stops once npm is gone.
 */
export function toldToStop(): Told {
  const controller = new AbortController();
  const stop = new Promise<undefined>((resolve) => {
    controller.signal.addEventListener('abort', () => {
      resolve(undefined);
    });
  });
  const tell = (): void => {
    controller.abort();
  };
  for (const reason of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(reason, tell);
  if (process.env['npm_lifecycle_event'] !== undefined) whenParentIsGone(tell);
  return { signal: controller.signal, stop };
}

function whenParentIsGone(tell: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) tell();
  }, INTERVAL).unref();
}

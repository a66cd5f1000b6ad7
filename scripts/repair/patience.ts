import { setTimeout as sleep } from 'node:timers/promises';
import { GraphError } from './graph-client.ts';

/** Waits out what can pass: a service that is started again, a connection that broke. */
export type Patience = {
  /**
   * Waits a little, longer each time, and says for what.
   *
   * @throws the failure itself when it will not pass, or has been waited for long enough.
   */
  wait: (failure: unknown) => Promise<void>;
  /** Something came back: from here on it may fail as long again. */
  reset: () => void;
};

/** Milliseconds from try to try; about two minutes in all. */
const PAUSES = [500, 1000, 2000, 4000, 8000, 15_000, 20_000, 20_000, 25_000, 25_000];

/** Codes of the graph behind which some part is down for a moment, and nothing is wrong. */
const PASSING: ReadonlySet<string> = new Set([
  ...['SUBGRAPH_UNAVAILABLE', 'LEDGER_UNAVAILABLE', 'INTERNAL_SERVER_ERROR'],
  // its repairs are open again
  'INQUIRY_EXPIRED',
]);

export type PatienceOptions = {
  say: (text: string) => void;
  signal?: AbortSignal | undefined;
  pauses?: readonly number[];
};

export function createPatience({ say, signal, pauses = PAUSES }: PatienceOptions): Patience {
  let next = 0;
  return {
    wait: async (failure) => {
      const pause = pauses[next];
      const what = whatPasses(failure);
      if (pause === undefined || what === undefined) throw failure;
      const seconds = (from: number) =>
        (pauses.slice(from).reduce((sum, one) => sum + one, 0) / 1000).toFixed(0);
      say(`${what}; trying again in ${String(pause / 1000)} s, for ${seconds(next)} s at most`);
      next += 1;
      await sleep(pause, undefined, { signal });
    },
    reset: () => {
      next = 0;
    },
  };
}

/** Waits for nothing. */
export const NO_PATIENCE: Patience = {
  wait: (failure) => Promise.reject(failure instanceof Error ? failure : new Error('failed')),
  reset: () => undefined,
};

/** What may be over in a moment, in words; undefined where trying again is of no use. */
function whatPasses(failure: unknown): string | undefined {
  if (failure instanceof GraphError) {
    const { code, message } = failure;
    return PASSING.has(code) || /^HTTP_5\d\d$/u.test(code) ? `${message} (${code})` : undefined;
  }
  const code = failure instanceof Error && 'code' in failure ? failure.code : undefined;
  // of a socket, or of whoever drives it
  const broken = typeof code === 'string' && /^E[A-Z]+$|^UND_ERR_/u.test(code);
  return broken ? `The gateway cannot be reached (${code})` : undefined;
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { HubEntry } from '../../schema/contract/audit.ts';
import type { Logger } from '../../subgraphs/kit/log/logger.ts';
import type { Recorder } from './recorder.ts';

export type DenialTeller = {
  /** Records refusals, at once where that can be done, and else as soon as it can. Never throws. */
  tell: (entries: readonly HubEntry[]) => Promise<void>;
  /** Tries no more. */
  stop: () => void;
};

export type DenialOptions = {
  recorder: Pick<Recorder, 'record'>;
  log: Logger;
  /** Refusals that wait at most; 10,000 unless told. */
  limit?: number;
  /** Milliseconds between two tries; 2,000 unless told. */
  interval?: number;
};

/** A refusal needs no leave to go out; what could not be recorded of it waits. */
export function createDenialTeller(options: DenialOptions): DenialTeller {
  const { recorder, log, limit = 10_000, interval = 2000 } = options;
  const waiting: HubEntry[] = [];
  const state: { dropped: number; retrying: boolean; stopped: AbortController } = {
    ...{ dropped: 0, retrying: false, stopped: new AbortController() },
  };
  const keep = (entries: readonly HubEntry[]): void => {
    const kept = entries.slice(0, Math.max(0, limit - waiting.length));
    waiting.push(...kept);
    state.dropped += entries.length - kept.length;
  };
  const retry = async (): Promise<void> => {
    while (waiting.length > 0) {
      log.error(
        { alert: 'LEDGER', waiting: waiting.length, dropped: state.dropped },
        'refusals wait to be recorded',
      );
      await sleep(interval, undefined, { signal: state.stopped.signal, ref: false });
      const batch = waiting.slice(0, 1000);
      if (await isRecorded(batch, recorder)) waiting.splice(0, batch.length);
    }
  };
  const startRetrying = (): void => {
    if (state.retrying) return;
    state.retrying = true;
    const end = (): void => {
      state.retrying = false;
    };
    // it ends when nothing waits any more, or when told to stop
    retry().then(end, end);
  };
  return {
    tell: async (entries) => {
      if (entries.length === 0) return;
      // while others wait nobody is kept waiting with them
      if (waiting.length === 0 && (await isRecorded(entries, recorder))) return;
      keep(entries);
      startRetrying();
    },
    stop: () => {
      state.stopped.abort();
    },
  };
}

async function isRecorded(
  entries: readonly HubEntry[],
  { record }: DenialOptions['recorder'],
): Promise<boolean> {
  try {
    await record(entries);
    return true;
  } catch {
    return false;
  }
}

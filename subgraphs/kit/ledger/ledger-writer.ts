import { setImmediate } from 'node:timers/promises';
import type { Database } from '../database/connect.ts';
import { appendWritten } from './append-entries.ts';
import type { Appended, Transaction } from './append-entries.ts';
import { writeEntries } from './entry.ts';
import type { LedgerEntry, WrittenEntry } from './entry.ts';
import { LedgerError } from './ledger-error.ts';

/** Commits the entries of many callers together: one transaction, one wait for the disk. */
export type LedgerWriter = {
  /**
   * Resolves once the entries are committed, in the order given and next to each other.
   *
   * @throws LedgerError UNAVAILABLE: whether they were committed is then not known, so nothing that
   *   they stand for may be disclosed. NOT_AN_ENTRY: nobody else's are held up by it.
   * @param along what is committed with them or not at all; where it fails, everybody's does
   */
  commit: (
    entries: readonly LedgerEntry[],
    along?: (tx: Transaction) => Promise<unknown>,
  ) => Promise<readonly Appended[]>;
  /** Takes no more, and waits for what it has taken. */
  close: () => Promise<void>;
};

type Waiting = {
  entries: readonly WrittenEntry[];
  along: ((tx: Transaction) => Promise<unknown>) | undefined;
  done: PromiseWithResolvers<readonly Appended[]>;
};

/** @param options.most entries of one transaction; one caller's are never parted. 1,000 unless told */
export function createLedgerWriter(options: { db: Database; most?: number }): LedgerWriter {
  const { db, most = 1000 } = options;
  const waiting: Waiting[] = [];
  const state: { running: Promise<void> | undefined; closed: boolean } = {
    running: undefined,
    closed: false,
  };
  const run = async () => {
    // whoever comes in the same turn goes with the same commit
    await setImmediate();
    while (waiting.length > 0) await commitBatch(db, takeBatch(waiting, most));
    state.running = undefined;
  };
  return {
    commit: async (entries, along) => {
      if (state.closed) throw new LedgerError('UNAVAILABLE');
      const written = writeEntries(entries);
      if (entries.length === 0) return [];
      const done = Promise.withResolvers<readonly Appended[]>();
      waiting.push({ entries: written, along, done });
      state.running ??= run();
      return done.promise;
    },
    close: async () => {
      state.closed = true;
      await state.running;
    },
  };
}

function takeBatch(waiting: Waiting[], most: number): Waiting[] {
  let [callers, count] = [0, 0];
  for (const { entries } of waiting) {
    if (callers > 0 && count + entries.length > most) break;
    callers += 1;
    count += entries.length;
  }
  return waiting.splice(0, callers);
}

/** Never throws: the callers hear of it. */
async function commitBatch(db: Database, batch: readonly Waiting[]): Promise<void> {
  const entries = batch.flatMap((one) => one.entries);
  try {
    const appended = await db.transaction(async (tx) => {
      // before the entries: from there on everybody else waits
      for (const { along } of batch) await along?.(tx);
      return appendWritten(tx, entries);
    });
    let at = 0;
    for (const one of batch) one.done.resolve(appended.slice(at, (at += one.entries.length)));
  } catch (error) {
    const failure = error instanceof LedgerError ? error : new LedgerError('UNAVAILABLE', error);
    for (const one of batch) one.done.reject(failure);
  }
}

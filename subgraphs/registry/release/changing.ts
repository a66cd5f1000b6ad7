import { sql } from 'drizzle-orm';
import { lockKey } from '../../kit/database/lock-key.ts';
import type { Transaction } from '../../kit/ledger/append-entries.ts';
import { LedgerError } from '../../kit/ledger/ledger-error.ts';
import type { ServiceEntry } from '../../kit/ledger/service-ledger.ts';
import type { Registry } from '../registry-context.ts';
import type { Executor } from './released.ts';

/** The registry within a transaction that ends with writing into the ledger what was noted. */
export type RecordingRegistry = Registry & {
  note: (...entries: readonly ServiceEntry[]) => void;
};

/**
 * Runs what changes a release, one after the other however many registries there are. What it notes
 * goes into the ledger as the last act of the same transaction: what cannot be recorded does not
 * happen.
 *
 * @throws LedgerError when the ledger does not take the entries; whatever the change throws
 */
export function changing<Result>(
  registry: Registry,
  change: (tx: Executor, registry: RecordingRegistry) => Promise<Result>,
): Promise<Result> {
  const noted: ServiceEntry[] = [];
  const note = (...entries: readonly ServiceEntry[]) => {
    noted.push(...entries);
  };
  return registry.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${lockKey('release')}::bigint)`);
    const result = await change(tx, { ...registry, note });
    await appendNoted(registry, tx, noted);
    return result;
  });
}

/** @throws LedgerError, whatever the database said: its own errors quote what was being written. */
async function appendNoted(
  { ledger, log }: Registry,
  tx: Transaction,
  noted: readonly ServiceEntry[],
): Promise<void> {
  try {
    await ledger.append(tx, noted);
  } catch (error) {
    const failure = error instanceof LedgerError ? error : new LedgerError('UNAVAILABLE', error);
    const { code, causeCode: cause } = failure;
    log.error({ alert: 'LEDGER', failure: code, cause }, 'the ledger took no entry');
    throw failure;
  }
}

import type { GraphQLError } from 'graphql';
import { graphError } from '../../kit/graph/graph-error.ts';
import type { Transaction } from '../../kit/ledger/append-entries.ts';
import { LedgerError } from '../../kit/ledger/ledger-error.ts';
import type { ServiceEntry } from '../../kit/ledger/service-ledger.ts';
import { COURT_CODE } from '../court-code.ts';
import type { CourtContext } from '../court-context.ts';

/** An entry as an operation notes it: when, and by whom, is added. */
export type CourtEntry = Omit<ServiceEntry, 'at' | 'actor'>;

/** The court within a transaction that ends with writing into the ledger what was noted. */
export type RecordingCourt = CourtContext & {
  note: (...entries: readonly CourtEntry[]) => void;
};

/**
 * Does some work in a transaction, and records it: what the work notes goes into the ledger as the
 * last act of the same transaction, since whoever else writes waits from there on. What cannot be
 * recorded does not happen.
 *
 * @throws GraphQLError LEDGER_UNAVAILABLE when the ledger does not take the entries; whatever the
 *   work throws.
 */
export async function courtTransaction<Result>(
  court: CourtContext,
  work: (court: RecordingCourt, tx: Transaction) => Promise<Result>,
): Promise<Result> {
  const noted: ServiceEntry[] = [];
  const actor = court.caller.person?.subject ?? COURT_CODE;
  const note = (...entries: readonly CourtEntry[]) => {
    const at = court.now();
    for (const entry of entries) noted.push({ ...entry, at, actor });
  };
  try {
    return await court.db.transaction(async (tx) => {
      const result = await work({ ...court, note }, tx);
      await appendNoted(court, tx, noted);
      return result;
    });
  } catch (error) {
    if (error instanceof LedgerError) throw unrecorded(court, error);
    throw error;
  }
}

/** @throws LedgerError, whatever the database said: its own errors quote what was being written. */
async function appendNoted(
  { ledger }: CourtContext,
  tx: Transaction,
  noted: readonly ServiceEntry[],
): Promise<void> {
  try {
    await ledger.append(tx, noted);
  } catch (error) {
    throw error instanceof LedgerError ? error : new LedgerError('UNAVAILABLE', error);
  }
}

function unrecorded({ log }: CourtContext, { code, causeCode }: LedgerError): GraphQLError {
  log.error({ alert: 'LEDGER', failure: code, cause: causeCode }, 'the ledger took no entry');
  return graphError('LEDGER_UNAVAILABLE');
}

import type { CourtContext } from '../court-context.ts';
import { courtTransaction } from '../ledger/court-transaction.ts';

/**
 * What agencies know somebody by, for whoever audits: recorded before it is told.
 *
 * @throws GraphQLError LEDGER_UNAVAILABLE
 */
export async function tellPseudonym(court: CourtContext, subject: string): Promise<string> {
  return courtTransaction(court, (recording) => {
    const detail = { request: court.caller.requestId };
    recording.note({ event: 'AUDIT_ANSWERED', outcome: 'PSEUDONYM', detail });
    return Promise.resolve(court.pseudonymOf(subject));
  });
}

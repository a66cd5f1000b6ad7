import { eq } from 'drizzle-orm';
import type { CaseStatus } from '../../../schema/contract/codes.ts';
import { graphError } from '../../kit/graph/graph-error.ts';
import { recordAct } from '../authority/record-act.ts';
import { recordingDenial } from '../authority/recording-denial.ts';
import type { CourtContext } from '../court-context.ts';
import { courtTransaction } from '../ledger/court-transaction.ts';
import type { Executor } from '../repairs/issue-inquiry.ts';
import { courtCase } from '../tables.ts';

/** How a case comes to its end here. */
export type CaseEnd = Exclude<CaseStatus, 'LIVE'>;

/** `caseNo` in full-width form. */
export type EndRequest = { caseNo: string; reason: string; end: CaseEnd };

export type EndedCase = { id: string; caseNo: string; status: CaseEnd };

/**
 * Ends a case for good: from the moment this commits nothing of it is asked, settled or read any
 * more, and its contacts are deleted by the next run of `expireContacts`. The parties, who asked for
 * what, and what was opened stay on record.
 *
 * @throws GraphQLError CASE_NOT_FOUND; CASE_NOT_LIVE when it has ended before.
 */
export async function endCase(court: CourtContext, request: EndRequest): Promise<EndedCase> {
  const operation = request.end === 'WITHDRAWN' ? 'withdrawCase' : 'closeCase';
  const { reason } = request;
  return recordingDenial(court, { operation, reason }, () => endOnce(court, request));
}

function endOnce(context: CourtContext, { caseNo, reason, end }: EndRequest): Promise<EndedCase> {
  return courtTransaction(context, async (court, tx) => {
    const id = await lockCase(tx, caseNo);
    const kind = end === 'WITHDRAWN' ? 'WITHDRAW_CASE' : 'CLOSE_CASE';
    await tx
      .update(courtCase)
      .set({ status: end, endedAt: court.now() })
      .where(eq(courtCase.id, id));
    const act = await recordAct(tx, court.caller, { kind, caseId: id, reason });
    court.note({ event: 'CASE_ENDED', caseNo, outcome: end, detail: { act } });
    return { id, caseNo, status: end };
  });
}

/** Of two who end a case at once the second finds it ended. */
async function lockCase(tx: Executor, caseNo: string): Promise<string> {
  const [found] = await tx
    .select({ id: courtCase.id, status: courtCase.status })
    .from(courtCase)
    .where(eq(courtCase.caseNo, caseNo))
    .for('update');
  if (found === undefined) throw graphError('CASE_NOT_FOUND');
  if (found.status !== 'LIVE') throw graphError('CASE_NOT_LIVE');
  return found.id;
}

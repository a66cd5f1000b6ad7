import { and, eq, isNull } from 'drizzle-orm';
import { graphError } from '../../kit/graph/graph-error.ts';
import { recordAct } from '../authority/record-act.ts';
import { recordingDenial } from '../authority/recording-denial.ts';
import { secondPerson } from '../authority/second-person.ts';
import type { CourtContext } from '../court-context.ts';
import { courtTransaction } from '../ledger/court-transaction.ts';
import { partiesOf } from '../ledger/parties-of.ts';
import { conflictOfInterest } from '../tables.ts';
import { selectConflicts } from './list-conflicts.ts';
import type { ConflictShape } from './list-conflicts.ts';

export type ApprovalRequest = { id: string; reason: string };

/**
 * Lets a clerk go on in spite of what they have in common with a party. It covers that clerk and
 * that repair; written otherwise in a newer list, the party is compared anew.
 *
 * @throws GraphQLError CONFLICT_NOT_FOUND when none such waits; SECOND_PERSON_NEEDED when the
 *   approver is the clerk; CASE_NOT_LIVE.
 */
export async function approveConflict(
  court: CourtContext,
  request: ApprovalRequest,
): Promise<ConflictShape> {
  const { id: targetId, reason } = request;
  return recordingDenial(court, { operation: 'approveConflict', targetId, reason }, () =>
    approve(court, request),
  );
}

function approve(context: CourtContext, { id, reason }: ApprovalRequest): Promise<ConflictShape> {
  return courtTransaction(context, async (court, tx) => {
    const [found] = await selectConflicts(tx, eq(conflictOfInterest.id, id));
    if (found === undefined) throw graphError('CONFLICT_NOT_FOUND');
    const { subject: approvedBy } = secondPerson(court.caller, found.clerk);
    if (found.caseStatus !== 'LIVE') throw graphError('CASE_NOT_LIVE');
    const approval = { approvedBy, approvedAt: court.now() };
    // of two who approve at once the second finds nothing that waits
    const approved = await tx
      .update(conflictOfInterest)
      .set({ ...approval, approvalReason: reason })
      .where(and(eq(conflictOfInterest.id, id), isNull(conflictOfInterest.approvedAt)))
      .returning({ id: conflictOfInterest.id });
    if (approved.length === 0) throw graphError('CONFLICT_NOT_FOUND');
    const { caseId, repairId, clerk } = found;
    const about = { kind: 'APPROVE_CONFLICT', caseId, targetId: id, reason } as const;
    const act = await recordAct(tx, court.caller, about);
    const party = (await partiesOf(court, tx, [repairId])).get(repairId);
    court.note({ event: 'CONFLICT_APPROVED', ...party, detail: { conflict: id, clerk, act } });
    return { ...found, ...approval };
  });
}

import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { ConflictGround } from '../../../schema/contract/codes.ts';
import type { CourtContext } from '../court-context.ts';
import type { Executor } from '../repairs/issue-inquiry.ts';
import { conflictOfInterest, courtCase, party, repair } from '../tables.ts';

/** A conflict of interest as the court keeps it, beside the party it is about. */
export type ConflictShape = Awaited<ReturnType<typeof selectConflicts>>[number];

/** Most that one answer holds. */
const PAGE_SIZE = 1000;

/** Conflicts that wait for a second person, of cases that are live; the oldest first. */
export async function listConflicts({ db }: CourtContext): Promise<ConflictShape[]> {
  const waiting = and(isNull(conflictOfInterest.approvedAt), eq(courtCase.status, 'LIVE'));
  return selectConflicts(db, waiting);
}

/** At most a thousand. */
export function selectConflicts(executor: Executor, where: SQL | undefined) {
  const { id, repairId, clerk, foundAt, approvedBy, approvedAt } = conflictOfInterest;
  const ground = sql<ConflictGround>`${conflictOfInterest.ground}`;
  return executor
    .select({
      ...{ id, repairId, clerk, ground, foundAt, approvedBy, approvedAt },
      ...{ caseId: courtCase.id, caseNo: courtCase.caseNo, caseStatus: courtCase.status },
      partyRef: party.partyRef,
    })
    .from(conflictOfInterest)
    .innerJoin(repair, eq(repair.id, repairId))
    .innerJoin(party, eq(party.id, repair.partyId))
    .innerJoin(courtCase, eq(courtCase.id, party.caseId))
    .where(where)
    .orderBy(asc(foundAt), asc(id))
    .limit(PAGE_SIZE);
}

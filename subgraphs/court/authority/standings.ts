import { eq, inArray, sql } from 'drizzle-orm';
import type { AuthorityProblem, Purpose } from '../../../schema/contract/codes.ts';
import type { AskingRole } from '../../../schema/contract/warrant.ts';
import type { ResumingTerms } from '../repairs/find-interrupted.ts';
import type { Executor } from '../repairs/issue-inquiry.ts';
import {
  approvedBatch,
  caseAssignment,
  courtCase,
  party,
  partyListEntry,
  protectedOpening,
  repair,
} from '../tables.ts';

/** How a person stands to one repair. */
export type Standing = {
  repairId: string;
  caseId: string;
  /** The inquiry that may settle it, or did. */
  inquiryId: string | null;
  live: boolean;
  /** The person works on the case as a clerk. */
  assigned: boolean;
  /** A judge has opened this protected person, as it is written now, and what came of it is there. */
  opened: boolean;
  /**
   * The party stands, as it is written now, in a list that a judge approved for the person, and time
   * is left.
   */
  approved: boolean;
};

/**
 * One statement, however many repairs; an id that names none has no standing. The repairs stay locked
 * until the transaction ends, in the order of their intake and before any counter: whoever locks
 * more than one thing here does so in this order.
 */
export async function readStandings(
  tx: Executor,
  { subject, now }: { subject: string; now: Date },
  ids: readonly string[],
): Promise<Map<string, Standing>> {
  const assigned = sql<boolean>`exists (select 1 from ${caseAssignment}
    where ${caseAssignment.caseId} = ${courtCase.id} and ${caseAssignment.clerk} = ${subject})`;
  const approved = sql<boolean>`exists (select 1 from ${partyListEntry}
    join ${approvedBatch} on ${approvedBatch.listId} = ${partyListEntry.listId}
    where ${partyListEntry.partyId} = ${party.id} and ${approvedBatch.clerk} = ${subject}
      and ${partyListEntry.typedIndex} = ${party.typedIndex}
      and ${approvedBatch.expiresAt} > ${now.toISOString()}::timestamptz)`;
  const opened = sql<boolean>`('PROTECTED' = any(${repair.flags}) and ${repair.status} <> 'BLOCKED'
    and exists (select 1 from ${protectedOpening}
      where ${protectedOpening.repairId} = ${repair.id}
        and ${protectedOpening.typedIndex} = ${party.typedIndex}))`;
  const live = sql<boolean>`${courtCase.status} = 'LIVE'`;
  const rows = await tx
    .select({
      ...{ repairId: repair.id, caseId: courtCase.id, inquiryId: repair.inquiryId },
      ...{ live, assigned, opened, approved },
    })
    .from(repair)
    .innerJoin(party, eq(party.id, repair.partyId))
    .innerJoin(courtCase, eq(courtCase.id, party.caseId))
    .where(inArray(repair.id, [...ids]))
    .orderBy(repair.sequence)
    .for('update', { of: repair });
  return new Map(rows.map((row) => [row.repairId, row]));
}

/** On what somebody asks. */
export type Asking = {
  role: AskingRole;
  purpose?: Purpose;
  /**
   * The result of each repair will be replaced, also where a judge has opened a protected person, for
   * these repairs. Left out, nothing is replaced.
   */
  replaces?: ReadonlySet<string>;
  /** What is asked, where an inquiry that was cut off may be gone on with. */
  resuming?: ResumingTerms;
};

/** Why the person may not go near the repair, before conflicts of interest; a judge needs no assignment. */
export function problemOf(
  standing: Standing,
  { role, replaces }: Asking,
): AuthorityProblem | undefined {
  if (role !== 'JUDGE' && !standing.assigned) return 'NOT_ASSIGNED';
  if (!standing.live) return 'CASE_NOT_LIVE';
  // there is one opening, and no second one to bring its result back
  const loses = standing.opened && replaces?.has(standing.repairId) === false;
  return loses ? 'PROTECTED' : undefined;
}

import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import type { ConflictGround } from '../../../schema/contract/codes.ts';
import type { ErrorCode } from '../../../schema/contract/errors.ts';
import type { Person } from '../../kit/people/person.ts';
import type { CourtContext } from '../court-context.ts';
import type { Executor } from '../repairs/issue-inquiry.ts';
import {
  caseAssignment,
  clerkProfile,
  contact,
  courtCase,
  inquiry,
  party,
  repair,
} from '../tables.ts';

/** A contact whose time is not over, beside what decides who may see it. */
export type FoundContact = {
  repairId: string;
  caseId: string;
  kind: string;
  /** As the vault sealed it. */
  value: Buffer;
  /** Of the inquiry that found it. */
  purpose: string | null;
  caseStatus: string;
  /** Whether the caller works on the case as a clerk. */
  assigned: boolean;
  flags: string[];
  /** What the contact itself has in common with the caller: their own phone, or their own home. */
  sharedGround: ConflictGround | null;
};

/**
 * The contact, of a repair that gives contacts now. The case stays as it is until the transaction
 * ends: one that is ended meanwhile ends after this reveal or before it.
 */
export async function findContact(
  court: CourtContext,
  tx: Executor,
  { subject }: Person,
  id: string,
): Promise<FoundContact | undefined> {
  const assigned = sql<boolean>`exists (select 1 from ${caseAssignment}
    where ${caseAssignment.caseId} = ${courtCase.id} and ${caseAssignment.clerk} = ${subject})`;
  const sharedGround = sql<ConflictGround | null>`(
    select case
      when ${contact.valueIndex} = any(${clerkProfile.phoneIndexes}) then 'SHARED_IDENTIFIER'
      when ${contact.valueIndex} = any(${clerkProfile.addressIndexes}) then 'SHARED_HOUSEHOLD'
    end from ${clerkProfile} where ${clerkProfile.clerk} = ${subject})`;
  const { caseId } = party;
  const [found] = await tx
    .select({
      ...{ repairId: repair.id, caseId, kind: contact.kind, value: contact.value },
      ...{ purpose: inquiry.purpose, caseStatus: courtCase.status },
      ...{ assigned, flags: repair.flags, sharedGround },
    })
    .from(contact)
    .innerJoin(repair, eq(repair.id, contact.repairId))
    .innerJoin(party, eq(party.id, repair.partyId))
    .innerJoin(courtCase, eq(courtCase.id, party.caseId))
    .leftJoin(inquiry, eq(inquiry.id, repair.settledBy))
    .where(
      and(
        eq(contact.id, id),
        gt(contact.expiresAt, court.now()),
        inArray(repair.status, ['FOUND', 'INCOMPLETE']),
      ),
    )
    .for('share', { of: courtCase });
  return found;
}

/** Why the person may not see a contact, conflicts of interest apart. A judge needs no assignment. */
export function refusedReveal(
  { assigned, caseStatus, flags }: FoundContact,
  { roles }: Person,
): ErrorCode | undefined {
  const isJudge = roles.includes('JUDGE');
  if (!isJudge && !assigned) return 'NOT_ASSIGNED';
  if (caseStatus !== 'LIVE') return 'CASE_NOT_LIVE';
  return flags.includes('PROTECTED') && !isJudge ? 'FORBIDDEN' : undefined;
}

import { eq } from 'drizzle-orm';
import type { CourtContext } from '../court-context.ts';
import { firstHop } from '../settle/first-hop.ts';
import { inquiry, inquiryParty, repair } from '../tables.ts';
import type { InquiryRow } from './find-inquiry.ts';
import { inquiryStateSchema } from './inquiry-state.ts';
import type { InquiryState } from './inquiry-state.ts';
import type { InquiryAuthority, InquiryEntry } from './inquiry-terms.ts';
import type { Executor } from './issue-inquiry.ts';

/** An inquiry that was asked and never answered, with what it asked. */
export type Interrupted = { row: InquiryRow; entries: InquiryEntry[] };

/** Under what somebody asks, who may thereby go on with an inquiry of theirs that was cut off. */
export type ResumingTerms = {
  asOf: string;
  authority: InquiryAuthority;
  /** Codes of those to ask; all that the court has accepted unless given. */
  agencies?: readonly string[] | undefined;
};

/** Milliseconds that must be left of an inquiry: less, and agencies could not answer in time. */
const LEFT = 60_000;

/**
 * The inquiry that these repairs wait for, where asking about them now would be to ask the same
 * again: nobody else waits for it, it asks on the same authority as of the same day, and its time is
 * not over. Agencies that answered it need look nobody up again.
 *
 * @param about.id the current inquiry of all these repairs; call it once the repairs are locked
 */
export async function findInterrupted(
  court: CourtContext,
  tx: Executor,
  about: { id: string; repairs: readonly string[] },
  terms: ResumingTerms,
): Promise<Interrupted | undefined> {
  const [row] = await tx.select().from(inquiry).where(eq(inquiry.id, about.id));
  if (row === undefined || !asksTheSame(row, { agencies: court.agencies, ...terms }))
    return undefined;
  if (row.settledAt !== null || row.expiresAt.getTime() < court.now().getTime() + LEFT)
    return undefined;
  const waiting = await tx
    .select({ repairId: inquiryParty.repairId, state: inquiryParty.state })
    .from(inquiryParty)
    .innerJoin(repair, eq(repair.id, inquiryParty.repairId))
    .where(eq(inquiryParty.inquiryId, row.id))
    .orderBy(repair.sequence);
  const named = new Set(about.repairs);
  if (waiting.length === 0 || !waiting.every(({ repairId }) => named.has(repairId)))
    return undefined;
  const entries = waiting.map(({ repairId, state: sealed }) => {
    const opened = court.vault.open(`inquiry:${row.id}:${repairId}`, sealed);
    const state = inquiryStateSchema.parse(opened);
    return { repairId, state, questions: questionsOf(row, state) };
  });
  return { row, entries };
}

function asksTheSame(row: InquiryRow, { asOf, authority, agencies = [] }: ResumingTerms): boolean {
  const { askedBy, role, purpose, legalBasis, kinds } = authority;
  return (
    row.asOf === asOf &&
    row.askedBy === askedBy &&
    row.role === role &&
    row.purpose === purpose &&
    row.legalBasis === legalBasis &&
    row.kinds.join() === kinds.join() &&
    row.asked.toSorted().join() === agencies.toSorted().join()
  );
}

/** What was asked about a party: of a second hop worked out again, from what the first one brought. */
function questionsOf(row: InquiryRow, { asked, first }: InquiryState): InquiryEntry['questions'] {
  if (row.hop === 1) return [asked];
  const replies = new Map(Object.entries(first ?? {}));
  const result = firstHop({ asked, agencies: row.asked, asOf: row.asOf, first: replies });
  return 'follow' in result ? result.follow.questions : [];
}

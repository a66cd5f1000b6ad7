import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { ReviewDecision } from '../../../schema/contract/codes.ts';
import { graphError } from '../../kit/graph/graph-error.ts';
import type { CourtContext } from '../court-context.ts';
import type { Executor } from '../repairs/issue-inquiry.ts';
import { loadRepairs } from '../repairs/load-repairs.ts';
import type { RepairShape } from '../repairs/repair-shape.ts';
import { runWithin } from '../repairs/run-repairs.ts';
import { today } from '../repairs/today.ts';
import { repair, reviewDecision } from '../tables.ts';

export type ReviewRequest = { id: string; decision: ReviewDecision; reason: string };

export type Reviewed = {
  repair: RepairShape;
  /** After a confirmation, what goes to the agencies. */
  envelope: string | null;
};

/**
 * Settles by a person's decision what no rule may settle. A confirmation discloses nothing itself:
 * it opens a new inquiry that carries the decision, and the agencies answer that. A dismissal leaves
 * the party unfound, or incomplete where some agency had not answered.
 *
 * @throws GraphQLError REPAIR_NOT_FOUND; REVIEW_NOT_OPEN when there is nothing to decide;
 *   REVIEW_NOT_CONFIRMABLE when no decision can tell who the party is, only a better identifier.
 */
export async function decideReview(court: CourtContext, request: ReviewRequest): Promise<Reviewed> {
  return court.db.transaction(async (tx) => {
    const found = await openReview(tx, request.id);
    const envelope =
      request.decision === 'CONFIRM'
        ? await confirm(court, tx, found)
        : await dismiss(court, tx, found);
    const { id: repairId, decision, reason } = request;
    await tx.insert(reviewDecision).values({ id: randomUUID(), repairId, decision, reason });
    const [after] = await loadRepairs(tx, eq(repair.id, repairId));
    if (after === undefined) throw graphError('REPAIR_NOT_FOUND');
    return { repair: after, envelope };
  });
}

async function openReview(tx: Executor, id: string): Promise<RepairShape> {
  await tx.select({ id: repair.id }).from(repair).where(eq(repair.id, id)).for('update');
  const [found] = await loadRepairs(tx, eq(repair.id, id));
  if (found === undefined) throw graphError('REPAIR_NOT_FOUND');
  if (found.status === 'NEEDS_REVIEW') return found;
  throw graphError('REVIEW_NOT_OPEN');
}

/** Only a name can be confirmed, and only where an ID number says who is meant. */
async function confirm(court: CourtContext, tx: Executor, found: RepairShape): Promise<string> {
  const byName = found.flags.includes('NAME_SIMILAR') || found.flags.includes('NAME_MISMATCH');
  const byId = found.agencies.some(({ idNumber }) => idNumber === 'MATCH');
  const otherwise = found.flags.some((flag) => UNCONFIRMABLE.has(flag));
  if (!byName || !byId || otherwise) {
    throw graphError('REVIEW_NOT_CONFIRMABLE');
  }
  const asOf = found.asOf ?? today(court.now());
  const { envelope } = await runWithin(court, tx, [found.id], asOf, new Set([found.id]));
  return envelope;
}

const UNCONFIRMABLE: ReadonlySet<string> = new Set(['PHONE_HELD_BY_ANOTHER', 'LEGACY_ID']);

async function dismiss(court: CourtContext, tx: Executor, found: RepairShape): Promise<null> {
  const complete = found.agencies.every(({ status }) => status === 'ANSWERED');
  await tx
    .update(repair)
    .set({ status: complete ? 'NOT_FOUND' : 'INCOMPLETE', settledAt: court.now() })
    .where(eq(repair.id, found.id));
  return null;
}

import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { AuthorityProblem, ReviewDecision } from '../../../schema/contract/codes.ts';
import { askingRole } from '../authority/acting-role.ts';
import { recordAct } from '../authority/record-act.ts';
import { chinaDay } from '../../kit/identifiers/china-day.ts';
import { signedIn } from '../../kit/people/signed-in.ts';
import { problemOf, readStandings } from '../authority/standings.ts';
import { graphError } from '../../kit/graph/graph-error.ts';
import type { CourtContext } from '../court-context.ts';
import { courtTransaction } from '../ledger/court-transaction.ts';
import type { RecordingCourt } from '../ledger/court-transaction.ts';
import { partiesOf } from '../ledger/parties-of.ts';
import { askedAgain } from '../repairs/asked-again.ts';
import { authorityOf } from '../repairs/authority-of.ts';
import type { Executor } from '../repairs/issue-inquiry.ts';
import { loadRepairs } from '../repairs/load-repairs.ts';
import type { RepairShape } from '../repairs/repair-shape.ts';
import { runWithin } from '../repairs/run-repairs.ts';
import { inquiry, repair, reviewDecision } from '../tables.ts';
import { isConfirmable } from './is-confirmable.ts';

export type ReviewRequest = { id: string; decision: ReviewDecision; reason: string };

export type Reviewed = {
  repair: RepairShape;
  /** After a confirmation, what goes to the agencies. */
  envelope: string | null;
};

type Refused = { refused: AuthorityProblem };

/**
 * Settles by a person's decision what no rule may settle. A confirmation discloses nothing itself:
 * it opens a new inquiry that carries the decision, and the agencies answer that. It takes the same
 * authority as any other, with the purpose, the legal basis and the kinds of the inquiry that left
 * the repair to a person. A dismissal leaves the party unfound, or incomplete where some agency had
 * not answered or kept something back, or none was asked.
 *
 * @throws GraphQLError REPAIR_NOT_FOUND, also for a repair of a case that is not the caller's;
 *   NOT_ASSIGNED, CASE_NOT_LIVE, CONFLICT_OF_INTEREST, HOURLY_LIMIT; REVIEW_NOT_OPEN when there is
 *   nothing to decide; REVIEW_NOT_CONFIRMABLE when no decision can tell who the party is, only a
 *   better identifier.
 */
export async function decideReview(court: CourtContext, request: ReviewRequest): Promise<Reviewed> {
  const decided = await courtTransaction(court, (recording, tx) => decide(recording, tx, request));
  // only now: what the refusal left for a second person must not be undone with the transaction
  if ('refused' in decided) throw graphError(decided.refused);
  return decided;
}

async function decide(
  court: RecordingCourt,
  tx: Executor,
  request: ReviewRequest,
): Promise<Reviewed | Refused> {
  const found = await openReview(court, tx, request.id);
  const outcome =
    request.decision === 'CONFIRM'
      ? await confirm(court, tx, found)
      : await dismiss(court, tx, found);
  if ('refused' in outcome) return outcome;
  await recordDecision(court, tx, request);
  const [after] = await loadRepairs(court, tx, eq(repair.id, request.id));
  if (after === undefined) throw graphError('REPAIR_NOT_FOUND');
  return { repair: after, ...outcome };
}

async function openReview(court: CourtContext, tx: Executor, id: string): Promise<RepairShape> {
  const { subject, roles } = signedIn(court.caller);
  await tx.select({ id: repair.id }).from(repair).where(eq(repair.id, id)).for('update');
  const [found] = await loadRepairs(court, tx, eq(repair.id, id));
  const standing = (await readStandings(tx, { subject, now: court.now() }, [id])).get(id);
  if (found === undefined || standing === undefined) throw graphError('REPAIR_NOT_FOUND');
  const problem = problemOf(standing, { role: askingRole({ roles }) ?? 'CLERK' });
  if (problem !== undefined) throw graphError(problem);
  if (found.flags.includes('NOT_AUTHORISED')) throw graphError('CONFLICT_OF_INTEREST');
  if (found.status !== 'NEEDS_REVIEW') throw graphError('REVIEW_NOT_OPEN');
  return found;
}

async function confirm(
  court: RecordingCourt,
  tx: Executor,
  found: RepairShape,
): Promise<{ envelope: string } | Refused> {
  const idNumbers = found.agencies.map(({ idNumber }) => idNumber);
  if (!isConfirmable({ flags: found.flags, idNumbers })) throw graphError('REVIEW_NOT_CONFIRMABLE');
  const before = await authorityNow(court, tx, found.id);
  const asked = { ids: [found.id], asOf: found.asOf ?? chinaDay(court.now()), ...before };
  const itself = new Set([found.id]);
  const { envelope, refused } = await runWithin(court, tx, asked, {
    nameConfirmed: itself,
    // what a judge has opened stays open for the question that the doubt is about
    ...(found.flags.includes('PROTECTED') && { protectionLifted: itself }),
  });
  const [one] = refused;
  return one === undefined ? { envelope } : { refused: one.problem };
}

/** That of the inquiry which left the repair to a person, now in the name of who decides. */
async function authorityNow(court: CourtContext, tx: Executor, repairId: string) {
  const { subject: askedBy, roles } = signedIn(court.caller);
  const [row] = await tx
    .select({ inquiry })
    .from(repair)
    .innerJoin(inquiry, eq(inquiry.id, repair.settledBy))
    .where(eq(repair.id, repairId));
  const role = askingRole({ roles });
  if (row === undefined || role === undefined) throw graphError('REVIEW_NOT_OPEN');
  const authority = { ...authorityOf(row.inquiry), askedBy, role };
  return { authority, agencies: askedAgain(court, row.inquiry) };
}

async function dismiss(
  court: CourtContext,
  tx: Executor,
  found: RepairShape,
): Promise<{ envelope: null }> {
  const { agencies } = found;
  // of a party that was put to nobody, nobody has said that they hold nothing
  const complete =
    agencies.length > 0 &&
    agencies.every(({ status, withheld }) => status === 'ANSWERED' && withheld.length === 0);
  await tx
    .update(repair)
    .set({ status: complete ? 'NOT_FOUND' : 'INCOMPLETE', settledAt: court.now() })
    .where(eq(repair.id, found.id));
  return { envelope: null };
}

async function recordDecision(
  court: RecordingCourt,
  tx: Executor,
  { id: repairId, decision, reason }: ReviewRequest,
): Promise<void> {
  const { subject: decidedBy } = signedIn(court.caller);
  await tx
    .insert(reviewDecision)
    .values({ id: randomUUID(), repairId, decision, decidedBy, reason });
  const act = await recordAct(tx, court.caller, {
    ...{ kind: 'DECIDE_REVIEW', targetId: repairId, reason, detail: { decision } },
  });
  const party = (await partiesOf(court, tx, [repairId])).get(repairId);
  const detail = { repair: repairId, act };
  court.note({ event: 'REVIEW_DECIDED', ...party, outcome: decision, detail });
}

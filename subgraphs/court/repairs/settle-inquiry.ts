import { and, eq, sql } from 'drizzle-orm';
import { findDiscovered } from '../conflicts/find-discovered.ts';
import type { Discovered } from '../conflicts/find-discovered.ts';
import type { CourtContext } from '../court-context.ts';
import { courtTransaction } from '../ledger/court-transaction.ts';
import type { CourtEntry, RecordingCourt } from '../ledger/court-transaction.ts';
import { settledEntry } from '../ledger/settled-entry.ts';
import { firstHop } from '../settle/first-hop.ts';
import { secondHop } from '../settle/second-hop.ts';
import type { FirstHopResult, Settlement } from '../settle/settlement.ts';
import { courtCase, inquiry, inquiryParty, party, repair } from '../tables.ts';
import { authorityOf } from './authority-of.ts';
import { findInquiry, refuseLate } from './find-inquiry.ts';
import type { InquiryRow } from './find-inquiry.ts';
import { findResumed } from './find-resumed.ts';
import { forgetEntries } from './forget-entries.ts';
import { inquiryStateSchema } from './inquiry-state.ts';
import type { InquiryState } from './inquiry-state.ts';
import type { InquiryEntry, InquiryTerms } from './inquiry-terms.ts';
import { issueInquiry } from './issue-inquiry.ts';
import type { Executor } from './issue-inquiry.ts';
import { readReplies } from './read-replies.ts';
import type { OpenedReplies, ReceivedReplies } from './read-replies.ts';
import type { RepairFindings } from './repair-shape.ts';
import { storeSettlements } from './store-settlements.ts';

export type InquiryOutcome = {
  inquiryId: string;
  /** The envelope of the second hop, when there is something to follow. */
  followUp: string | null;
  /** What was written by repair; undefined where the inquiry was settled before. */
  findings?: ReadonlyMap<string, RepairFindings>;
};

type Waiting = { repairId: string; state: InquiryState };

/**
 * Reads the replies to an envelope and settles every repair it carries, or opens the second hop for
 * those where something was discovered. Done once: the same replies again change nothing, and a pure
 * verification settles nothing. Of a case that ended meanwhile nothing is settled or followed; nor is
 * a party followed in whom the replies show somebody that the caller has something in common with: it
 * ends incomplete, and the caller is not told of it.
 *
 * @throws GraphQLError UNKNOWN_INQUIRY for an envelope this court did not issue to the caller,
 *   INQUIRY_EXPIRED for one whose time is over.
 */
export async function settleInquiry(
  context: CourtContext,
  envelope: string,
  received: ReceivedReplies,
): Promise<InquiryOutcome> {
  return courtTransaction(context, async (court, tx) => {
    const row = await findInquiry(court, tx, envelope);
    if (row.settledAt !== null || row.kinds.length === 0)
      return { inquiryId: row.id, followUp: null };
    refuseLate(row, court.now());
    const ids = [row.id, ...(await findResumed(tx, row))];
    const replies = await readReplies(court, { ...row, ids }, received);
    const waiting = await readWaiting(court, tx, row.id);
    const brought = waiting.map((entry) => discoveredOf(entry, replies));
    const stopped = await findDiscovered(court, tx, brought);
    const decided = waiting.map((entry) => {
      const isStopped = stopped.has(entry.repairId);
      return { entry, result: decide(row, entry, { replies, isStopped }) };
    });
    const settled = decided.flatMap(({ entry, result }) =>
      'settled' in result ? [{ ...entry, settlement: result.settled }] : [],
    );
    const findings = await storeSettlements(
      court,
      tx,
      { inquiryId: row.id, asOf: row.asOf },
      settled,
    );
    court.note(...settled.map((one) => entryOf(court, row, one)));
    const followUp = await follow(court, tx, row, decided, replies);
    await tx.update(inquiry).set({ settledAt: court.now() }).where(eq(inquiry.id, row.id));
    await forgetEntries(tx, row.id, court.now());
    return { inquiryId: row.id, followUp, findings };
  });
}

/**
 * The entries this inquiry may still settle: a repair that was run anew belongs to the newer one,
 * and one whose case has ended is not settled any more.
 * `is not distinct from`, since of an equality PostgreSQL would begin with every repair of the court.
 */
async function readWaiting(court: CourtContext, tx: Executor, id: string): Promise<Waiting[]> {
  await lockRepairs(tx, id);
  const isCurrent = sql`${repair.inquiryId} is not distinct from ${inquiryParty.inquiryId}`;
  const rows = await tx
    .select({ repairId: inquiryParty.repairId, state: inquiryParty.state })
    .from(inquiryParty)
    .innerJoin(repair, eq(repair.id, inquiryParty.repairId))
    .innerJoin(party, eq(party.id, repair.partyId))
    .innerJoin(courtCase, eq(courtCase.id, party.caseId))
    .where(and(eq(inquiryParty.inquiryId, id), isCurrent, eq(courtCase.status, 'LIVE')))
    .orderBy(repair.sequence)
    // whoever ends a case meanwhile waits until this is written, and then it counts as found before
    .for('share', { of: courtCase });
  return rows.map(({ repairId, state }) => ({
    repairId,
    state: inquiryStateSchema.parse(court.vault.open(`inquiry:${id}:${repairId}`, state)),
  }));
}

function discoveredOf({ repairId, state: { asked } }: Waiting, replies: OpenedReplies): Discovered {
  const answers = [...replies.of(asked.ref).values()].flatMap((reply) => reply.answers);
  return { repairId, answers };
}

/** Whoever asks about the same repairs meanwhile waits, and then finds them settled. */
async function lockRepairs(tx: Executor, id: string): Promise<void> {
  await tx
    .select({ id: repair.id })
    .from(inquiryParty)
    .innerJoin(repair, eq(repair.id, inquiryParty.repairId))
    .where(eq(inquiryParty.inquiryId, id))
    .orderBy(repair.sequence)
    .for('update', { of: repair });
}

function decide(
  row: InquiryRow,
  { state }: Waiting,
  { replies, isStopped }: { replies: OpenedReplies; isStopped: boolean },
): FirstHopResult {
  const { asked } = state;
  const input = { asked, agencies: row.asked, asOf: row.asOf };
  const answers = replies.of(asked.ref);
  if (row.hop === 1) {
    const result = firstHop({ ...input, first: answers });
    if (!isStopped || 'settled' in result) return result;
    // it ends with what the first hop brought, of which nobody was asked again
    return { settled: secondHop({ ...input, first: answers, second: new Map() }) };
  }
  const first = new Map(Object.entries(state.first ?? {}));
  const settled: Settlement = secondHop({ ...input, first, second: answers });
  return { settled };
}

async function follow(
  court: RecordingCourt,
  tx: Executor,
  row: InquiryRow,
  decided: { entry: Waiting; result: FirstHopResult }[],
  replies: OpenedReplies,
): Promise<string | null> {
  const entries = decided.flatMap(({ entry, result }): InquiryEntry[] => {
    if (!('follow' in result)) return [];
    const { asked } = entry.state;
    const first = Object.fromEntries(
      [...replies.of(asked.ref)].map(([agency, { status, answers, withheld = [] }]) => [
        agency,
        { status, answers: [...answers], withheld: [...withheld] },
      ]),
    );
    return [
      { repairId: entry.repairId, questions: result.follow.questions, state: { asked, first } },
    ];
  });
  if (entries.length === 0) return null;
  const issued = await issueInquiry(court, tx, termsAfter(row), entries);
  return issued.envelope;
}

function entryOf(
  { ledger }: RecordingCourt,
  { id: inquiry, purpose }: InquiryRow,
  { repairId, state: { asked: party }, settlement }: Waiting & { settlement: Settlement },
): CourtEntry {
  const { status, flags, agencies, contacts } = settlement;
  const end = { status, flags, agencies, contacts: contacts.length };
  const about = { inquiry, purpose, caseNo: party.caseNo, repairId, party };
  return settledEntry(ledger, { ...about, ...end });
}

/** The same authority as the first hop. */
function termsAfter(row: InquiryRow): InquiryTerms {
  const { asked, asOf } = row;
  return { ...authorityOf(row), hop: 2, followsId: row.id, asked, asOf };
}

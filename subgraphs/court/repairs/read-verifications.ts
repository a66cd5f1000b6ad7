import { eq, sql } from 'drizzle-orm';
import type { AgencyStatus, RepairFlag } from '../../../schema/contract/codes.ts';
import type { Elements } from '../../../schema/contract/reply.ts';
import { graphError } from '../../kit/graph/graph-error.ts';
import type { CourtContext } from '../court-context.ts';
import type { Problem } from '../intake/screen-party.ts';
import { courtTransaction } from '../ledger/court-transaction.ts';
import type { CourtEntry, RecordingCourt } from '../ledger/court-transaction.ts';
import { courtCase, inquiry, inquiryParty, party, repair } from '../tables.ts';
import { findInquiry, refuseLate } from './find-inquiry.ts';
import type { InquiryRow } from './find-inquiry.ts';
import { forgetEntries } from './forget-entries.ts';
import { verificationStateSchema } from './inquiry-state.ts';
import type { VerificationState } from './inquiry-state.ts';
import type { Executor } from './issue-inquiry.ts';
import { readReplies } from './read-replies.ts';
import type { OpenedReplies, ReceivedReplies } from './read-replies.ts';

/** What the agencies say of one party's elements. */
export type VerificationShape = {
  repairId: string;
  caseNo: string;
  partyRef: string;
  /** Why the party could not be put to agencies; empty when it was. */
  flags: RepairFlag[];
  problems: Problem[];
  agencies: { agency: string; status: AgencyStatus; elements: Elements | null }[];
};

/**
 * Opens the replies to a pure verification. Nothing of it is stored but that it took place, so it is
 * told once; for an inquiry that asked for contacts there is nothing to tell, and nothing of a case
 * that ended meanwhile.
 *
 * @throws GraphQLError as `settleInquiry` does, and INQUIRY_ANSWERED when it was told before.
 */
export async function readVerifications(
  context: CourtContext,
  envelope: string,
  received: ReceivedReplies,
): Promise<VerificationShape[]> {
  return courtTransaction(context, async (court, tx) => {
    const row = await findInquiry(court, tx, envelope);
    if (row.kinds.length > 0) return [];
    if (row.settledAt !== null) throw graphError('INQUIRY_ANSWERED');
    refuseLate(row, court.now());
    const replies = await readReplies(court, { ...row, ids: [row.id] }, received);
    const waiting = await readWaiting(court, tx, row.id);
    await tx.update(inquiry).set({ settledAt: court.now() }).where(eq(inquiry.id, row.id));
    await forgetEntries(tx, row.id, court.now());
    return waiting.map(({ state, live, ...about }) => {
      if (!live) return { ...about, flags: ['NOT_AUTHORISED'], problems: [], agencies: [] };
      const { asked, flags, problems } = state;
      const agencies = asked === undefined ? [] : verdictsOf(replies, asked.ref);
      court.note(toldEntry(court, row, about, asked, agencies));
      return { ...about, flags, problems, agencies };
    });
  });
}

function toldEntry(
  { ledger }: RecordingCourt,
  { id: inquiry, purpose }: InquiryRow,
  { repairId: repair, caseNo }: Pick<VerificationShape, 'repairId' | 'caseNo'>,
  asked: VerificationState['asked'],
  said: VerificationShape['agencies'],
): CourtEntry {
  const agencies = Object.fromEntries(said.map(({ agency, status }) => [agency, status]));
  const person = asked && ledger.personOf(asked);
  const detail = { repair, agencies };
  return { event: 'VERIFICATION_TOLD', inquiry, purpose, caseNo, person, detail };
}

async function readWaiting(court: CourtContext, tx: Executor, id: string) {
  const rows = await tx
    .select({
      repairId: inquiryParty.repairId,
      caseNo: courtCase.caseNo,
      partyRef: party.partyRef,
      state: inquiryParty.state,
      live: sql<boolean>`${courtCase.status} = 'LIVE'`,
    })
    .from(inquiryParty)
    .innerJoin(repair, eq(repair.id, inquiryParty.repairId))
    .innerJoin(party, eq(party.id, repair.partyId))
    .innerJoin(courtCase, eq(courtCase.id, party.caseId))
    .where(eq(inquiryParty.inquiryId, id))
    .orderBy(repair.sequence);
  return rows.map((row) => {
    const opened = court.vault.open(`inquiry:${id}:${row.repairId}`, row.state);
    const state: VerificationState = verificationStateSchema.parse(opened);
    return { ...row, state };
  });
}

/** An agency that leaves the party out has not answered about it. */
function verdictsOf(replies: OpenedReplies, ref: string): VerificationShape['agencies'] {
  return [...replies.verdictsOf(ref)].map(([agency, { status, elements }]) => {
    const silent = status === 'ANSWERED' && elements === undefined;
    return { agency, status: silent ? 'UNAVAILABLE' : status, elements: elements ?? null };
  });
}

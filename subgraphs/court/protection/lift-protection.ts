import { and, eq } from 'drizzle-orm';
import type { AuthorityProblem } from '../../../schema/contract/codes.ts';
import { chinaDay } from '../../kit/identifiers/china-day.ts';
import { graphError } from '../../kit/graph/graph-error.ts';
import { recordAct } from '../authority/record-act.ts';
import { recordingDenial } from '../authority/recording-denial.ts';
import { signedIn } from '../../kit/people/signed-in.ts';
import { COURT_CODE } from '../court-code.ts';
import type { CourtContext } from '../court-context.ts';
import { courtTransaction } from '../ledger/court-transaction.ts';
import type { RecordingCourt } from '../ledger/court-transaction.ts';
import { partiesOf } from '../ledger/parties-of.ts';
import { askedAgain } from '../repairs/asked-again.ts';
import { authorityOf } from '../repairs/authority-of.ts';
import type { InquiryRow } from '../repairs/find-inquiry.ts';
import type { InquiryAuthority } from '../repairs/inquiry-terms.ts';
import type { Executor } from '../repairs/issue-inquiry.ts';
import { runWithin } from '../repairs/run-repairs.ts';
import type { RunResult } from '../repairs/run-repairs.ts';
import { inquiry, party, protectedOpening, repair } from '../tables.ts';

export type LiftRequest = { id: string; reason: string };

type Blocked = {
  caseId: string;
  typedIndex: Buffer;
  asOf: string | null;
  settledBy: InquiryRow;
};
type Opened = { run: RunResult } | { problem: AuthorityProblem };

/**
 * Opens a protected person: puts the party to the agencies anew, for what and by what document it
 * was asked before, now on the judge's authority and with the protection lifted. Once a party as it is
 * written, whatever comes of it.
 *
 * @throws GraphQLError REPAIR_NOT_FOUND; NOT_PROTECTED when something else stops the repair, or
 *   nothing; OPENED_BEFORE; CASE_NOT_LIVE, CONFLICT_OF_INTEREST and HOURLY_LIMIT, as for any inquiry.
 */
export async function liftProtection(
  court: CourtContext,
  request: LiftRequest,
): Promise<RunResult> {
  const { id: targetId, reason } = request;
  return recordingDenial(court, { operation: 'liftProtection', targetId, reason }, async () => {
    const opened = await courtTransaction(court, (recording, tx) =>
      openOnce(recording, tx, request),
    );
    if ('problem' in opened) throw graphError(opened.problem);
    return opened.run;
  });
}

/** A problem is returned, not thrown: what it left on record must not go with the transaction. */
async function openOnce(
  court: RecordingCourt,
  tx: Executor,
  { id, reason }: LiftRequest,
): Promise<Opened> {
  const { subject: judge } = signedIn(court.caller);
  const { caseId, typedIndex, asOf, settledBy } = await findProtected(tx, id);
  const authority: InquiryAuthority = {
    ...authorityOf(settledBy),
    ...{ askedBy: judge, role: 'JUDGE' },
  };
  const agencies = askedAgain(court, settledBy);
  const asked = { ids: [id], asOf: asOf ?? chinaDay(court.now()), authority, agencies };
  const run = await runWithin(court, tx, asked, { protectionLifted: new Set([id]) });
  const problem = run.refused[0]?.problem;
  if (problem !== undefined) return { problem };
  const openedAt = court.now();
  await tx.insert(protectedOpening).values({ repairId: id, typedIndex, judge, reason, openedAt });
  const about = { kind: 'LIFT_PROTECTION', caseId, targetId: id, reason } as const;
  const act = await recordAct(tx, court.caller, about);
  const party = (await partiesOf(court, tx, [id])).get(id);
  const detail = { court: COURT_CODE, role: authority.role, repair: id, act };
  court.note({ event: 'PROTECTION_LIFTED', ...party, purpose: authority.purpose, detail });
  return { run };
}

/** The repair is locked first: of two judges at once the second finds it opened. */
async function findProtected(tx: Executor, id: string): Promise<Blocked> {
  const [locked] = await tx.select().from(repair).where(eq(repair.id, id)).for('update');
  if (locked === undefined) throw graphError('REPAIR_NOT_FOUND');
  const opened = await tx
    .select({ judge: protectedOpening.judge })
    .from(protectedOpening)
    .innerJoin(party, eq(party.typedIndex, protectedOpening.typedIndex))
    .where(and(eq(protectedOpening.repairId, id), eq(party.id, locked.partyId)));
  if (opened.length > 0) throw graphError('OPENED_BEFORE');
  const isProtected = locked.status === 'BLOCKED' && locked.flags.includes('PROTECTED');
  const [found] = isProtected
    ? await tx
        .select({ caseId: party.caseId, typedIndex: party.typedIndex, settledBy: inquiry })
        .from(repair)
        .innerJoin(party, eq(party.id, repair.partyId))
        .innerJoin(inquiry, eq(inquiry.id, repair.settledBy))
        .where(eq(repair.id, id))
    : [];
  if (found === undefined) throw graphError('NOT_PROTECTED');
  return { ...found, asOf: locked.asOf };
}

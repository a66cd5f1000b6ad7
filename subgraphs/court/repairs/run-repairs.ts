import { sql } from 'drizzle-orm';
import type { Purpose } from '../../../schema/contract/codes.ts';
import { authorise } from '../authority/authorise.ts';
import type { RefusedRepair } from '../authority/authorise.ts';
import { recordAct } from '../authority/record-act.ts';
import type { CourtContext } from '../court-context.ts';
import { courtTransaction } from '../ledger/court-transaction.ts';
import type { RecordingCourt } from '../ledger/court-transaction.ts';
import { screenedEntry } from '../ledger/settled-entry.ts';
import { withWarning } from '../protection/warning-agencies.ts';
import type { InquiryAuthority, InquiryEntry } from './inquiry-terms.ts';
import { issueInquiry } from './issue-inquiry.ts';
import type { Executor, IssuedInquiry } from './issue-inquiry.ts';
import { resumeInquiry } from './resume-inquiry.ts';
import { screenedParties } from './screened-parties.ts';
import type { ScreenedParty } from './screened-parties.ts';
import { unknownAmong } from './unknown-among.ts';

/** What a caller asks about these repairs, on which authority, as of which day (YYYY-MM-DD). */
export type RepairsAsked = {
  ids: readonly string[];
  asOf: string;
  authority: InquiryAuthority;
  /**
   * Codes of the agencies to ask; all whose keys the court has accepted where it is left out. Of those
   * who have told of somebody dead or protected none is left out of a repair.
   */
  agencies?: readonly string[];
};

export type RunResult = IssuedInquiry & {
  /** Ids that name no repair; the others went on. */
  unknown: string[];
  /** Repairs that the caller may not put to agencies; the others went on. */
  refused: RefusedRepair[];
};

/** What somebody has decided about single repairs, which goes to the agencies with the question. */
export type Decided = {
  /** A person has confirmed the party's name, though some register writes it otherwise. */
  nameConfirmed?: ReadonlySet<string>;
  /** A judge has opened this protected person. */
  protectionLifted?: ReadonlySet<string>;
  /** Nothing: an inquiry of the caller's that was cut off may be gone on with. */
  resuming?: boolean;
};

/**
 * Opens one inquiry for all of these repairs that the caller may ask about. A party that may not be
 * put to agencies is settled here and now; the rest wait for the replies. A repair that ran before
 * runs anew, and what an earlier inquiry still brings is then too late. A refused one stays as it is.
 * Where the repairs are those of an inquiry of the caller's that was cut off, and nothing else is
 * asked, it is gone on with: no agency looks anybody up that it has answered about.
 *
 * @throws GraphQLError UNAUTHENTICATED when nobody is signed in.
 */
export async function runRepairs(court: CourtContext, asked: RepairsAsked): Promise<RunResult> {
  return courtTransaction(court, (recording, tx) =>
    runWithin(recording, tx, asked, { resuming: true }),
  );
}

/** The same within a transaction that is open already. */
export async function runWithin(
  court: RecordingCourt,
  tx: Executor,
  asked: RepairsAsked,
  decided: Decided = {},
): Promise<RunResult> {
  const { ids, authority } = asked;
  const { role, purpose } = authority;
  const agencies = await withWarning(tx, asked.agencies ?? court.agencies, court.agencies);
  const whole = { ...asked, agencies };
  const replaces = decided.protectionLifted ?? new Set();
  const resuming = decided.resuming === true ? { resuming: whole } : {};
  const asking = { role, purpose, replaces, ...resuming };
  const { granted, refused, interrupted } = await authorise(court, tx, ids, asking);
  const issued = interrupted
    ? await resumeInquiry(court, tx, interrupted, granted)
    : await askAnew(court, tx, { ...whole, ids: granted }, decided);
  await recordAct(tx, court.caller, {
    ...{ kind: 'RUN_REPAIRS', targetId: issued.id },
    detail: {
      ...{ parties: granted.length, refused: refused.length, purpose },
      ...(interrupted && { resumes: interrupted.row.id }),
    },
  });
  return { ...issued, unknown: unknownAmong(ids, granted, refused), refused };
}

async function askAnew(
  court: RecordingCourt,
  tx: Executor,
  { ids, asOf, authority, agencies }: Required<RepairsAsked>,
  decided: Decided,
): Promise<IssuedInquiry> {
  const parties = await screenedParties(court, tx, ids, asOf);
  await forget(
    tx,
    parties.map(({ repairId }) => repairId),
  );
  const terms = { ...authority, hop: 1 as const, followsId: null, asked: [...agencies], asOf };
  const entries = parties.flatMap((party) => entryOf(party, decided));
  const issued = await issueInquiry(court, tx, terms, entries);
  const by = { inquiryId: issued.id, asOf, purpose: authority.purpose };
  await settleScreened(court, tx, by, parties);
  return issued;
}

/** What an earlier run found is gone from the moment a new one starts. */
async function forget(tx: Executor, ids: string[]): Promise<void> {
  const list = sql`any(${sql.param(ids)}::uuid[])`;
  await tx.execute(sql`delete from contact where repair_id = ${list}`);
  await tx.execute(sql`delete from agency_answer where repair_id = ${list}`);
}

function entryOf({ repairId, asked }: ScreenedParty, decided: Decided): InquiryEntry[] {
  if (asked === undefined) return [];
  const put = {
    ...asked,
    ...(decided.nameConfirmed?.has(repairId) === true && { nameConfirmed: true as const }),
    ...(decided.protectionLifted?.has(repairId) === true && { protectionLifted: true as const }),
  };
  return [{ repairId, questions: [put], state: { asked: put } }];
}

async function settleScreened(
  court: RecordingCourt,
  tx: Executor,
  by: { inquiryId: string; asOf: string; purpose: Purpose },
  parties: readonly ScreenedParty[],
): Promise<void> {
  const settled = parties.flatMap(({ screened, ...about }) =>
    'settled' in screened ? [{ ...about, ...screened }] : [],
  );
  if (settled.length === 0) return;
  const rows = settled.map(({ repairId: id, settled: status, flags, problems }) => ({
    ...{ id, status, flags, problems },
  }));
  await tx.execute(
    sql`update repair set status = s.status, flags = s.flags, problems = s.problems,
          settled_by = ${by.inquiryId}, inquiry_id = ${by.inquiryId}, as_of = ${by.asOf},
          settled_at = ${court.now().toISOString()}, legal_representative = null,
          left_out = null
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as s(id uuid, status text, flags text[], problems jsonb)
        where repair.id = s.id`,
  );
  const { inquiryId: inquiry, purpose } = by;
  for (const { caseNo, repairId, party, settled: status, flags } of settled) {
    const about = { inquiry, purpose, caseNo, repairId, party };
    court.note(screenedEntry(court.ledger, { ...about, status, flags }));
  }
}

import { sql } from 'drizzle-orm';
import { authorise } from '../authority/authorise.ts';
import type { RefusedRepair } from '../authority/authorise.ts';
import { recordAct } from '../authority/record-act.ts';
import type { CourtContext } from '../court-context.ts';
import { issueInquiry } from './issue-inquiry.ts';
import type { Executor, InquiryAuthority, InquiryEntry, IssuedInquiry } from './issue-inquiry.ts';
import { screenedParties } from './screened-parties.ts';
import type { ScreenedParty } from './screened-parties.ts';
import { unknownAmong } from './unknown-among.ts';

/** What a caller asks about these repairs, on which authority, as of which day (YYYY-MM-DD). */
export type RepairsAsked = { ids: readonly string[]; asOf: string; authority: InquiryAuthority };

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
};

/**
 * Opens one inquiry for all of these repairs that the caller may ask about. A party that may not be
 * put to agencies is settled here and now; the rest wait for the replies. A repair that ran before
 * runs anew, and what an earlier inquiry still brings is then too late. A refused one stays as it is.
 *
 * @throws GraphQLError UNAUTHENTICATED when nobody is signed in.
 */
export async function runRepairs(court: CourtContext, asked: RepairsAsked): Promise<RunResult> {
  return court.db.transaction((tx) => runWithin(court, tx, asked));
}

/** The same within a transaction that is open already. */
export async function runWithin(
  court: CourtContext,
  tx: Executor,
  { ids, asOf, authority }: RepairsAsked,
  decided: Decided = {},
): Promise<RunResult> {
  const replaces = decided.protectionLifted ?? new Set();
  const asking = { role: authority.role, replaces };
  const { granted, refused } = await authorise(court, tx, ids, asking);
  const parties = await screenedParties(court, tx, granted, asOf);
  await forget(
    tx,
    parties.map(({ repairId }) => repairId),
  );
  const terms = {
    ...authority,
    hop: 1 as const,
    followsId: null,
    asked: [...court.agencies],
    asOf,
  };
  const entries = parties.flatMap((party) => entryOf(party, decided));
  const issued = await issueInquiry(court, tx, terms, entries);
  await settleScreened(tx, { inquiryId: issued.id, asOf, at: court.now() }, parties);
  await recordAct(tx, court.caller, {
    ...{ kind: 'RUN_REPAIRS', targetId: issued.id },
    detail: { parties: granted.length, refused: refused.length, purpose: authority.purpose },
  });
  return { ...issued, unknown: unknownAmong(ids, granted, refused), refused };
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
  tx: Executor,
  by: { inquiryId: string; asOf: string; at: Date },
  parties: ScreenedParty[],
): Promise<void> {
  const settled = parties.flatMap(({ repairId, screened }) =>
    'settled' in screened
      ? [
          {
            id: repairId,
            status: screened.settled,
            flags: screened.flags,
            problems: screened.problems,
          },
        ]
      : [],
  );
  if (settled.length === 0) return;
  await tx.execute(
    sql`update repair set status = s.status, flags = s.flags, problems = s.problems,
          settled_by = ${by.inquiryId}, inquiry_id = ${by.inquiryId}, as_of = ${by.asOf},
          settled_at = ${by.at.toISOString()}, legal_representative = null
        from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb)
          as s(id uuid, status text, flags text[], problems jsonb)
        where repair.id = s.id`,
  );
}

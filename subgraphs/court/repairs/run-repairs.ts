import { sql } from 'drizzle-orm';
import { CONTACT_KINDS } from '../../../schema/contract/codes.ts';
import { DEFAULT_PURPOSE, LEGAL_BASIS } from '../court-context.ts';
import type { CourtContext } from '../court-context.ts';
import { issueInquiry } from './issue-inquiry.ts';
import type { Executor, InquiryEntry, IssuedInquiry } from './issue-inquiry.ts';
import { screenedParties, unknownAmong } from './screened-parties.ts';
import type { ScreenedParty } from './screened-parties.ts';

export type RunResult = IssuedInquiry & {
  /** Ids that name no repair; the others went on. */
  unknown: string[];
};

/** Repairs whose party's name a person has confirmed, though some register writes it otherwise. */
export type Confirmed = ReadonlySet<string>;

const NOBODY: Confirmed = new Set();

/**
 * Opens one inquiry for all these repairs. A party that may not be put to agencies is settled here
 * and now; the rest wait for the replies. A repair that ran before runs anew, and what an earlier
 * inquiry still brings is then too late.
 *
 * @param asOf the day to judge by, YYYY-MM-DD.
 */
export async function runRepairs(
  court: CourtContext,
  ids: readonly string[],
  asOf: string,
  confirmed: Confirmed = NOBODY,
): Promise<RunResult> {
  return court.db.transaction((tx) => runWithin(court, tx, ids, asOf, confirmed));
}

/** The same within a transaction that is open already. */
export async function runWithin(
  court: CourtContext,
  tx: Executor,
  ids: readonly string[],
  asOf: string,
  confirmed: Confirmed,
): Promise<RunResult> {
  const parties = await screenedParties(court, tx, ids, asOf);
  await forget(
    tx,
    parties.map(({ repairId }) => repairId),
  );
  const terms = {
    ...{ hop: 1 as const, followsId: null, asked: [...court.agencies], asOf },
    ...{ kinds: [...CONTACT_KINDS], purpose: DEFAULT_PURPOSE, legalBasis: LEGAL_BASIS },
  };
  const entries = parties.flatMap((party) => entryOf(party, confirmed));
  const issued = await issueInquiry(court, tx, terms, entries);
  await settleScreened(tx, { inquiryId: issued.id, asOf, at: court.now() }, parties);
  return { ...issued, unknown: unknownAmong(ids, parties) };
}

/** What an earlier run found is gone from the moment a new one starts. */
async function forget(tx: Executor, ids: string[]): Promise<void> {
  const list = sql`any(${sql.param(ids)}::uuid[])`;
  await tx.execute(sql`delete from contact where repair_id = ${list}`);
  await tx.execute(sql`delete from agency_answer where repair_id = ${list}`);
}

function entryOf({ repairId, asked }: ScreenedParty, confirmed: Confirmed): InquiryEntry[] {
  if (asked === undefined) return [];
  const put = confirmed.has(repairId) ? { ...asked, nameConfirmed: true as const } : asked;
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

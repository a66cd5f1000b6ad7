import { and, gt, lt, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { knownCases } from '../authority/readable-repairs.ts';
import type { CourtContext } from '../court-context.ts';
import { approvedBatch, courtCase, party, partyList, partyListEntry } from '../tables.ts';

/** That a judge lets a clerk ask about a list for a day without counting its parties. */
export type ListApproval = { clerk: string; approvedAt: string; expiresAt: string };

/** A list of parties as far as the caller may know of it. */
export type PartyListShape = {
  id: string;
  sequence: number;
  takenInAt: string;
  /** Of the cases below. */
  parties: number;
  /** Those that the caller knows, in the order in which the list first names them. */
  caseNos: string[];
  /** To a judge all, to a clerk their own; the newest first. */
  approvals: ListApproval[];
};

/** Where a page of lists lies, by their places in the order of intake. */
export type ListPlace = {
  olderThan?: number | undefined;
  newerThan?: number | undefined;
  limit: number;
  /** The oldest first. */
  inverted: boolean;
};

/**
 * Lists that name a case which the caller knows, the newest first; to a judge all. One statement
 * however many they are. Nothing of a case that the caller does not know counts or is named, so that a
 * list tells no more than its cases do.
 */
export async function loadPartyLists(
  court: CourtContext,
  { olderThan, newerThan, limit, inverted }: ListPlace,
): Promise<PartyListShape[]> {
  const where = and(
    knownLists(court),
    olderThan === undefined ? undefined : lt(partyList.sequence, olderThan),
    newerThan === undefined ? undefined : gt(partyList.sequence, newerThan),
  );
  return court.db.execute<PartyListShape>(sql`
    select ${partyList.id} as "id", ${partyList.sequence} as "sequence",
      ${partyList.takenInAt} as "takenInAt", known.parties as "parties",
      known.case_nos as "caseNos", ${approvals(court)} as "approvals"
    from ${partyList} cross join lateral (
      select coalesce(sum(named.parties), 0)::int as parties,
        coalesce(json_agg(named.case_no order by named.line), '[]') as case_nos
      from (
        select ${courtCase.caseNo} as case_no, count(distinct ${party.id}) as parties,
          min(${partyListEntry.line}) as line
        ${knownEntries(court)} group by ${courtCase.caseNo}
      ) named
    ) known
    where ${where ?? sql`true`}
    order by ${partyList.sequence} ${inverted ? sql`asc` : sql`desc`} limit ${limit}`);
}

/** How many lists the caller may know of. */
export async function countPartyLists(court: CourtContext): Promise<number> {
  return court.db.$count(partyList, knownLists(court));
}

function knownLists(court: CourtContext): SQL | undefined {
  const isJudge = knownCases(court.caller) === undefined;
  return isJudge ? undefined : sql`exists (select 1 ${knownEntries(court)})`;
}

/** What the list at hand says of cases that the caller knows. */
function knownEntries({ caller }: CourtContext): SQL {
  return sql`from ${partyListEntry}
    join ${party} on ${party.id} = ${partyListEntry.partyId}
    join ${courtCase} on ${courtCase.id} = ${party.caseId}
    where ${partyListEntry.listId} = ${partyList.id}
      and ${knownCases(caller) ?? sql`true`}`;
}

function approvals({ caller: { person } }: CourtContext): SQL {
  const { clerk, approvedAt, expiresAt, listId } = approvedBatch;
  const isJudge = person?.roles.includes('JUDGE') ?? false;
  return sql`(
    select coalesce(json_agg(json_build_object(
      'clerk', ${clerk}, 'approvedAt', ${approvedAt}, 'expiresAt', ${expiresAt}
    ) order by ${approvedAt} desc), '[]')
    from ${approvedBatch} where ${listId} = ${partyList.id}
      and ${isJudge ? sql`true` : sql`${clerk} = ${person?.subject ?? ''}`})`;
}

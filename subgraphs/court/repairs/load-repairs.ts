import { and, asc, count, desc, eq, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { Purpose, RepairFlag, RepairStatus } from '../../../schema/contract/codes.ts';
import { isReadable, knownCases } from '../authority/readable-repairs.ts';
import type { CourtContext } from '../court-context.ts';
import type { Problem } from '../intake/screen-party.ts';
import { agencyAnswer, contact, courtCase, inquiry, party, repair } from '../tables.ts';
import type { Executor } from './issue-inquiry.ts';
import { openLeftOut } from './left-out.ts';
import type {
  AgencyAnswerShape,
  ContactShape,
  RepairFindings,
  RepairHead,
  RepairShape,
} from './repair-shape.ts';

/** What is selected of a repair, its party and its case. The codes are those the court wrote. */
const headColumns = {
  id: repair.id,
  sequence: repair.sequence,
  caseNo: courtCase.caseNo,
  partyRef: party.partyRef,
  role: party.role,
  partyType: party.partyType,
  status: sql<RepairStatus>`${repair.status}`,
  flags: sql<RepairFlag[]>`${repair.flags}`,
  problems: sql<Problem[]>`${repair.problems}`,
  asOf: repair.asOf,
  settledAt: repair.settledAt,
  inquiryId: repair.inquiryId,
  purpose: sql<Purpose | null>`(
    select ${inquiry.purpose} from ${inquiry} where ${inquiry.id} = ${repair.inquiryId})`,
};

/** JSON, since a driver takes one value apart faster than forty. */
const agencies = sql<AgencyAnswerShape[]>`(
  select coalesce(json_agg(json_build_object(
    'agency', ${agencyAnswer.agency}, 'status', ${agencyAnswer.status},
    'outcome', ${agencyAnswer.outcome}, 'name', ${agencyAnswer.name},
    'idNumber', ${agencyAnswer.idNumber}, 'phone', ${agencyAnswer.phone},
    'nameReason', ${agencyAnswer.nameReason}, 'blockedBy', ${agencyAnswer.blockedBy},
    'withheld', ${agencyAnswer.withheld}, 'evidence', ${agencyAnswer.evidence}
  ) order by ${agencyAnswer.agency}), '[]')
  from ${agencyAnswer} where ${agencyAnswer.repairId} = ${repair.id})`;

/** A contact past its date is no longer shown, even before the row is deleted. */
const contacts = sql<ContactShape[]>`(
  select coalesce(json_agg(json_build_object(
    'id', ${contact.id}, 'kind', ${contact.kind}, 'rank', ${contact.rank}, 'rule', ${contact.rule},
    'basis', ${contact.basis}, 'source', ${contact.source}, 'sources', ${contact.sources},
    'observedOn', ${contact.observedOn}, 'reasons', ${contact.reasons},
    'masked', ${contact.masked}, 'expiresAt', ${contact.expiresAt}
  ) order by ${contact.place}), '[]')
  from ${contact} where ${contact.repairId} = ${repair.id} and ${contact.expiresAt} > now())`;

/**
 * Repairs that fit, in the order of their intake, whole: one statement however many they are. Those
 * of cases that the caller does not know are left out; results the caller may not read are empty.
 */
export async function loadRepairs(
  court: CourtContext,
  db: Executor,
  where: SQL | undefined,
  page: { limit?: number; backwards?: boolean } = {},
): Promise<RepairShape[]> {
  const query = db
    .select({
      ...{ ...headColumns, agencies, contacts, sealed: repair.leftOut },
      readable: isReadable(court.caller),
    })
    .from(repair)
    .innerJoin(party, eq(party.id, repair.partyId))
    .innerJoin(courtCase, eq(courtCase.id, party.caseId))
    .where(and(where, knownCases(court.caller)))
    .orderBy(page.backwards === true ? desc(repair.sequence) : asc(repair.sequence));
  const rows = await (page.limit === undefined ? query : query.limit(page.limit));
  return rows.map(({ readable, sealed, ...head }) => {
    if (!readable) return silent(head);
    return shownTo(court, {
      ...head,
      leftOut: openLeftOut(court.vault, { ...head, sealed }, court.now()),
    });
  });
}

/** How many repairs fit, of those that the caller may know of. */
export async function countRepairs(
  { caller }: CourtContext,
  db: Executor,
  where: SQL | undefined,
): Promise<number> {
  const [counted] = await db
    .select({ repairs: count() })
    .from(repair)
    .innerJoin(party, eq(party.id, repair.partyId))
    .innerJoin(courtCase, eq(courtCase.id, party.caseId))
    .where(and(where, knownCases(caller)));
  return counted?.repairs ?? 0;
}

const NOTHING: RepairFindings = { agencies: [], contacts: [], leftOut: [] };

/**
 * The repairs that an inquiry settled, where what it found is still in hand: to have it written out
 * and read again would take PostgreSQL a quarter of its time. One that was screened out, and so
 * put to nobody, has no findings.
 */
export async function withFindings(
  court: CourtContext,
  db: Executor,
  inquiryId: string,
  findings: ReadonlyMap<string, RepairFindings>,
): Promise<RepairShape[]> {
  const heads = await db
    .select({ ...headColumns, readable: isReadable(court.caller) })
    .from(repair)
    .innerJoin(party, eq(party.id, repair.partyId))
    .innerJoin(courtCase, eq(courtCase.id, party.caseId))
    .where(and(eq(repair.settledBy, inquiryId), knownCases(court.caller)))
    .orderBy(repair.sequence);
  return heads.map(({ readable, ...head }) =>
    readable ? shownTo(court, { ...head, ...(findings.get(head.id) ?? NOTHING) }) : silent(head),
  );
}

/** Status as the caller may know it; narrow by this one, not by what is stored. */
export function shownStatus(court: CourtContext): SQL<RepairStatus> {
  const readable = isReadable(court.caller);
  return sql<RepairStatus>`case when ${readable} then ${repair.status} else 'REJECTED' end`;
}

/**
 * Of a protected person whom a judge has opened, nobody but a judge sees a phone or an address, not even
 * masked, nor which registers hold the person: that tells where they live and work.
 */
function shownTo({ caller }: CourtContext, shape: RepairShape): RepairShape {
  const isJudge = caller.person?.roles.includes('JUDGE') ?? false;
  return shape.flags.includes('PROTECTED') && !isJudge
    ? { ...shape, agencies: shape.agencies.map(doubtAlone), contacts: [], leftOut: [] }
    : shape;
}

/** What stops the repair, and what a person is to decide; of anything else the status. */
function doubtAlone(answer: AgencyAnswerShape): AgencyAnswerShape {
  const { outcome, agency, status, withheld } = answer;
  if (outcome === 'BLOCKED' || outcome === 'REVIEW' || outcome === 'CONFLICT') return answer;
  return {
    ...{ agency, status, withheld, outcome: null, name: null, idNumber: null, phone: null },
    ...{ nameReason: null, blockedBy: null, evidence: [] },
  };
}

/** A repair whose results the caller may not read. */
function silent(head: RepairHead): RepairShape {
  const { id, sequence, caseNo, partyRef, role, partyType } = head;
  return {
    ...{ id, sequence, caseNo, partyRef, role, partyType, ...NOTHING, problems: [] },
    ...{ status: 'REJECTED', flags: ['NOT_AUTHORISED'], asOf: null, settledAt: null },
    ...{ inquiryId: null, purpose: null },
  };
}

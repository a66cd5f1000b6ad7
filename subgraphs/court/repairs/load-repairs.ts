import { asc, desc, eq, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { RepairFlag, RepairStatus } from '../../../schema/contract/codes.ts';
import type { Problem } from '../intake/screen-party.ts';
import { agencyAnswer, contact, courtCase, party, repair } from '../tables.ts';
import type { Executor } from './issue-inquiry.ts';
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
};

/** JSON, since a driver takes one value apart faster than forty. */
const agencies = sql<AgencyAnswerShape[]>`(
  select coalesce(json_agg(json_build_object(
    'agency', ${agencyAnswer.agency}, 'status', ${agencyAnswer.status},
    'outcome', ${agencyAnswer.outcome}, 'name', ${agencyAnswer.name},
    'idNumber', ${agencyAnswer.idNumber}, 'phone', ${agencyAnswer.phone},
    'nameReason', ${agencyAnswer.nameReason}, 'blockedBy', ${agencyAnswer.blockedBy},
    'evidence', ${agencyAnswer.evidence}
  ) order by ${agencyAnswer.agency}), '[]')
  from ${agencyAnswer} where ${agencyAnswer.repairId} = ${repair.id})`;

/** A contact past its date is no longer shown, even before the row is deleted. */
const contacts = sql<ContactShape[]>`(
  select coalesce(json_agg(json_build_object(
    'id', ${contact.id}, 'kind', ${contact.kind}, 'rank', ${contact.rank}, 'rule', ${contact.rule},
    'basis', ${contact.basis}, 'source', ${contact.source}, 'sources', ${contact.sources},
    'observedOn', ${contact.observedOn}, 'reasons', ${contact.reasons},
    'masked', ${contact.masked}, 'expiresAt', ${contact.expiresAt}
  ) order by ${contact.kind}, ${contact.place}), '[]')
  from ${contact} where ${contact.repairId} = ${repair.id} and ${contact.expiresAt} > now())`;

/** Repairs that fit, in the order of their intake, whole: one statement however many they are. */
export async function loadRepairs(
  db: Executor,
  where: SQL | undefined,
  page: { limit?: number; backwards?: boolean } = {},
): Promise<RepairShape[]> {
  const query = db
    .select({ ...headColumns, agencies, contacts })
    .from(repair)
    .innerJoin(party, eq(party.id, repair.partyId))
    .innerJoin(courtCase, eq(courtCase.id, party.caseId))
    .where(where)
    .orderBy(page.backwards === true ? desc(repair.sequence) : asc(repair.sequence));
  return page.limit === undefined ? query : query.limit(page.limit);
}

const NOTHING: RepairFindings = { agencies: [], contacts: [] };

/**
 * The repairs that an inquiry settled, where what it found is still in hand: to have it written out
 * and read again would take PostgreSQL a quarter of its time. One that was screened out, and so
 * put to nobody, has no findings.
 */
export async function withFindings(
  db: Executor,
  inquiryId: string,
  findings: ReadonlyMap<string, RepairFindings>,
): Promise<RepairShape[]> {
  const heads: RepairHead[] = await db
    .select(headColumns)
    .from(repair)
    .innerJoin(party, eq(party.id, repair.partyId))
    .innerJoin(courtCase, eq(courtCase.id, party.caseId))
    .where(eq(repair.settledBy, inquiryId))
    .orderBy(repair.sequence);
  return heads.map((head) => ({ ...head, ...(findings.get(head.id) ?? NOTHING) }));
}

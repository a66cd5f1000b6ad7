import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { maskAddress } from '../../kit/masking/mask-address.ts';
import { maskPhone } from '../../kit/masking/mask-phone.ts';
import type { CourtContext } from '../court-context.ts';
import { indexAddress, indexPhone } from '../intake/blind-indexes.ts';
import { rememberWarnings } from '../protection/warning-agencies.ts';
import type { RankedContact } from '../settle/ranked-contact.ts';
import type { Settlement } from '../settle/settlement.ts';
import type { Executor } from './issue-inquiry.ts';
import { KEPT_FOR_DAYS } from './kept-for-days.ts';
import { maskLeftOut, sealLeftOut } from './left-out.ts';
import type { AgencyAnswerShape, ContactShape, RepairFindings } from './repair-shape.ts';

const DAY = 24 * 60 * 60 * 1000;

export type SettledRepair = { repairId: string; settlement: Settlement };

/**
 * Writes how repairs ended, in a fixed number of statements. Values are sealed before they leave.
 *
 * @returns what was written of answers and contacts, by repair
 */
export async function storeSettlements(
  court: CourtContext,
  tx: Executor,
  by: { inquiryId: string; asOf: string },
  settled: SettledRepair[],
): Promise<Map<string, RepairFindings>> {
  if (settled.length === 0) return new Map();
  const at = court.now();
  const expiresAt = new Date(at.getTime() + KEPT_FOR_DAYS * DAY).toISOString();
  const answers = settled.flatMap(answerRows);
  const contacts = settled.flatMap((one) => contactRows(court, expiresAt, one));
  await storeStatuses(court, tx, { ...by, at }, settled);
  await storeAnswers(tx, answers);
  await storeContacts(tx, contacts);
  await rememberWarnings(
    tx,
    settled.map(({ settlement }) => settlement),
  );
  const answersOf = Map.groupBy(answers, ({ repairId }) => repairId);
  const contactsOf = Map.groupBy(contacts, ({ repairId }) => repairId);
  return new Map(
    settled.map(({ repairId, settlement }) => [
      repairId,
      {
        agencies: answersOf.get(repairId) ?? [],
        contacts: contactsOf.get(repairId) ?? [],
        leftOut: maskLeftOut(settlement.leftOut),
      },
    ]),
  );
}

async function storeStatuses(
  court: CourtContext,
  tx: Executor,
  by: { inquiryId: string; asOf: string; at: Date },
  settled: SettledRepair[],
): Promise<void> {
  const rows = settled.map(({ repairId, settlement }) => ({
    id: repairId,
    status: settlement.status,
    flags: settlement.flags,
    representative:
      settlement.legalRepresentative === undefined
        ? null
        : base64(court.vault.seal(`representative:${repairId}`, settlement.legalRepresentative)),
    leftOut: sealLeftOut(court.vault, repairId, maskLeftOut(settlement.leftOut))?.toString(
      'base64',
    ),
  }));
  await tx.execute(
    sql`update repair set status = s.status, flags = s.flags, settled_by = ${by.inquiryId},
          as_of = ${by.asOf}, settled_at = ${by.at.toISOString()},
          legal_representative = decode(s.representative, 'base64'),
          left_out = decode(s."leftOut", 'base64')
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as s(id uuid, status text, flags text[], representative text, "leftOut" text)
        where repair.id = s.id`,
  );
}

type AnswerRow = AgencyAnswerShape & { repairId: string };

/** In the order in which they are read again. */
function answerRows({ repairId, settlement }: SettledRepair): AnswerRow[] {
  const views = Object.entries(settlement.agencies).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return views.map(([agency, { status, outcome, elements, nameReason, blockedBy, ...view }]) => ({
    ...{ repairId, agency, status, outcome: outcome ?? null },
    name: elements?.name ?? null,
    idNumber: elements?.idNumber ?? null,
    phone: elements?.phone ?? null,
    nameReason: nameReason ?? null,
    blockedBy: blockedBy ?? null,
    withheld: view.withheld ?? [],
    evidence: view.evidence ?? [],
  }));
}

async function storeAnswers(tx: Executor, rows: AnswerRow[]): Promise<void> {
  await tx.execute(
    sql`insert into agency_answer (repair_id, agency, status, outcome, name, id_number, phone,
          name_reason, blocked_by, withheld, evidence)
        select "repairId", agency, status, outcome, name, "idNumber", phone, "nameReason",
          "blockedBy", withheld, evidence
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as s("repairId" uuid, agency text, status text, outcome text, name text, "idNumber" text,
            phone text, "nameReason" text, "blockedBy" text, withheld text[], evidence jsonb)
        on conflict (repair_id, agency) do nothing`,
  );
}

/** The value sealed, in base64, and its blind index. */
type ContactRow = ContactShape & {
  repairId: string;
  place: number;
  value: string;
  valueIndex: string;
};

function contactRows(
  court: CourtContext,
  expiresAt: string,
  { repairId, settlement }: SettledRepair,
): ContactRow[] {
  return settlement.contacts.map((found, at) => ({
    ...contactRow(court, found),
    ...{ repairId, place: at + 1, expiresAt },
  }));
}

function contactRow(court: CourtContext, found: RankedContact) {
  const { kind, rank, rule, basis, source, sources, observedOn, reasons, value } = found;
  const id = randomUUID();
  return {
    ...{ id, kind, rank, rule, basis, source, sources, observedOn, reasons },
    masked: kind === 'PHONE' ? maskPhone(value) : maskAddress(value),
    value: base64(court.vault.seal(`contact:${id}`, value)),
    valueIndex: base64((kind === 'PHONE' ? indexPhone : indexAddress)(court.vault, value)),
  };
}

async function storeContacts(tx: Executor, rows: ContactRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(
    sql`insert into contact (id, repair_id, place, kind, rank, rule, basis, source, sources,
          observed_on, reasons, masked, value, value_index, expires_at)
        select id, "repairId", place, kind, rank, rule, basis, source, sources, "observedOn",
          reasons, masked, decode(value, 'base64'), decode("valueIndex", 'base64'), "expiresAt"
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as s(id uuid, "repairId" uuid, place int, kind text, rank int, rule text, basis text,
            source text, sources jsonb, "observedOn" date, reasons text[], masked text, value text,
            "valueIndex" text, "expiresAt" timestamptz)`,
  );
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64');
}

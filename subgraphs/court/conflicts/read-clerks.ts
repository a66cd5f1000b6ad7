import type { Rejected, RejectReason } from '../../../schema/contract/reject-reasons.ts';
import type { IdNumber } from '../../../schema/contract/warrant.ts';
import { readCsv } from '../../kit/csv/read-csv.ts';
import { parseIdNumber } from '../../kit/identifiers/parse-id-number.ts';
import type { TypedIdNumber } from '../../kit/identifiers/parse-id-number.ts';
import { parsePhone } from '../../kit/identifiers/parse-phone.ts';
import { comparableAddress } from '../intake/comparable-address.ts';

/** The columns of the file of clerks' profiles; the kin separated by semicolons. */
const CLERK_COLUMNS = [
  'subject',
  'id_type',
  'id_number',
  'issuing_state',
  'phone',
  'household_address',
  'kin_id_numbers',
] as const;

type Column = (typeof CLERK_COLUMNS)[number];

/** What one row says of one clerk; several rows may speak of the same. */
export type ClerkRow = {
  /** `sub` of the clerk's token. */
  subject: string;
  ids: IdNumber[];
  /** E.164. */
  phones: string[];
  /** As typed. */
  addresses: string[];
  kin: IdNumber[];
};

export type ReadClerk = { line: number; row?: ClerkRow; bad: Rejected<Column>[] };

/** A day after any birth date that a number could hold. */
const ANY_DAY = '9999-12-31';
/** OpenID Connect Core 1.0, section 2: at most 255 ASCII characters. */
const SUBJECT = /^[\x21-\x7e]{1,255}$/u;

/**
 * Reads the file as a stream, row by row. A cell that does not fit is named and left out, and the
 * rest of its row is kept: a conflict that can be known is better known. A row that names no clerk
 * is left out whole.
 */
export async function* readClerks(
  file: string,
  onChunk: (chunk: Buffer) => void,
): AsyncGenerator<ReadClerk> {
  for await (const read of readCsv(file, CLERK_COLUMNS, { onChunk })) {
    const { line } = read;
    if ('problem' in read) yield { line, bad: [{ column: '', reason: read.problem }] };
    else yield { line, ...clerkOf(read.row) };
  }
}

function clerkOf(cells: Record<Column, string>): Omit<ReadClerk, 'line'> {
  const bad: Rejected<Column>[] = [];
  const report: Report = (column, reason) => {
    bad.push({ column, reason });
  };
  const subject = cells.subject.trim();
  if (!SUBJECT.test(subject)) {
    report('subject', subject === '' ? 'MISSING' : 'NOT_A_SUBJECT');
    return { bad };
  }
  const row = {
    subject,
    ids: ownId(cells, report),
    phones: phonesOf(cells.phone, report),
    addresses: addressesOf(cells.household_address, report),
    kin: kinOf(cells.kin_id_numbers, report),
  };
  return { row, bad };
}

type Report = (column: Column, reason: RejectReason) => void;

function ownId(cells: Record<Column, string>, report: Report): IdNumber[] {
  const { id_type: type, id_number: number, issuing_state: issuingState } = cells;
  if (number.trim() === '') return [];
  const parsed = parseIdNumber({ type, number, issuingState }, { asOf: ANY_DAY });
  if (parsed.ok && parsed.id.type !== 'USCC') return [parsed.id];
  if (parsed.ok) report('id_type', 'NOT_A_PERSONAL_NUMBER');
  else report(parsed.field, parsed.reason);
  return [];
}

function phonesOf(written: string, report: Report): string[] {
  if (written.trim() === '') return [];
  const parsed = parsePhone(written);
  if (parsed.ok) return [parsed.e164];
  report('phone', parsed.reason);
  return [];
}

function addressesOf(written: string, report: Report): string[] {
  if (written.trim() === '') return [];
  if (comparableAddress(written) !== '') return [written];
  report('household_address', 'NOT_AN_ADDRESS');
  return [];
}

function kinOf(written: string, report: Report): IdNumber[] {
  const entries = written.split(/[;；]/u).filter((entry) => entry.trim() !== '');
  return entries.flatMap((entry) => {
    const parsed = parseIdNumber(kinNumber(entry), { asOf: ANY_DAY });
    if (parsed.ok && parsed.id.type !== 'USCC') return [parsed.id];
    report('kin_id_numbers', parsed.ok ? 'NOT_A_PERSONAL_NUMBER' : parsed.reason);
    return [];
  });
}

/** `TYPE:number`; of a passport `PASSPORT:STATE:number`, since two states may give the same number. */
function kinNumber(entry: string): TypedIdNumber {
  const [type = '', second = '', third] = entry.split(/[:：]/u, 3);
  return third === undefined
    ? { type, number: second }
    : { type, issuingState: second, number: third };
}

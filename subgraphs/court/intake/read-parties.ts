import { INPUT_FIELDS } from '../../../schema/contract/input-problems.ts';
import type { Rejected } from '../../../schema/contract/reject-reasons.ts';
import { parseCaseNo } from '../../kit/identifiers/parse-case-no.ts';
import { readCsv } from '../../kit/csv/read-csv.ts';
import type { TypedParty } from './typed-party.ts';

/** The columns of a court's list of parties. */
const PARTY_COLUMNS = [
  'case_no',
  'party_ref',
  'role',
  ...INPUT_FIELDS,
  'last_known_address',
] as const;

type Cells = Record<(typeof PARTY_COLUMNS)[number], string>;

/** One row of a list that names a case and a party; whether it can be asked about is not said. */
export type PartyRow = {
  line: number;
  caseNo: string;
  partyRef: string;
  role: string;
  typed: TypedParty;
};

/** A row that cannot be taken in. */
export type RejectedRow = { line: number } & Rejected<(typeof PARTY_COLUMNS)[number]>;

const REF_LENGTH = 64;

/** Reads a list as a stream, row by row; what cannot be taken in is named and reading goes on. */
export async function* readParties(
  file: string,
  onChunk: (chunk: Buffer) => void,
): AsyncGenerator<PartyRow | RejectedRow> {
  const seen = new Map<string, number>();
  for await (const read of readCsv(file, PARTY_COLUMNS, { onChunk })) {
    const { line } = read;
    if ('problem' in read) {
      yield { line, column: '', reason: read.problem };
      continue;
    }
    const row = partyOf(line, read.row);
    if ('reason' in row) {
      yield row;
      continue;
    }
    const key = `${row.caseNo}\0${row.partyRef}`;
    if (seen.has(key)) yield { line, column: 'party_ref', reason: 'DUPLICATE' };
    else yield row;
    seen.set(key, line);
  }
}

function partyOf(line: number, cells: Cells): PartyRow | RejectedRow {
  const caseNo = parseCaseNo(cells.case_no);
  if (!caseNo.ok) return { line, column: 'case_no', reason: caseNo.reason };
  const partyRef = cells.party_ref.trim();
  if (partyRef === '') return { line, column: 'party_ref', reason: 'MISSING' };
  if (partyRef.length > REF_LENGTH) return { line, column: 'party_ref', reason: 'TOO_LONG' };
  const typed = {
    partyType: cells.party_type,
    name: cells.name,
    idType: cells.id_type,
    idNumber: cells.id_number,
    issuingState: cells.issuing_state,
    phone: cells.phone,
    lastKnownAddress: cells.last_known_address,
  };
  return { line, caseNo: caseNo.caseNo, partyRef, role: cells.role.trim(), typed };
}

import { ID_TYPES } from '../../../schema/contract/codes.ts';
import type { IdType } from '../../../schema/contract/codes.ts';
import type { RejectReason } from '../../../schema/contract/reject-reasons.ts';
import { idKey } from '../identifiers/id-key.ts';
import { normaliseIdentifier } from '../identifiers/normalise-identifier.ts';
import { parseIsoDate } from '../identifiers/parse-iso-date.ts';
import { parseIdNumber } from '../identifiers/parse-id-number.ts';
import { parsePhone } from '../identifiers/parse-phone.ts';
import type { Report } from './define-register.ts';

/** An identifier as registers store it; all null where it is unknown. */
export type IdCells = {
  idType: IdType | null;
  /** A 15-digit resident ID stands in its 18-digit form. */
  idNumber: string | null;
  issuingState: string | null;
  idKey: string | null;
};

/** An identifier of somebody, or that one stands there which cannot be read: then its type alone. */
export type HolderCells = IdCells & { idUnread: boolean };

const UNKNOWN_ID: IdCells = { idType: null, idNumber: null, issuingState: null, idKey: null };

/** As long as the contract lets a reply carry. */
const LONGEST_NAME = 200;
const LONGEST_TEXT = 500;

const EARLIEST = '1800-01-01';
const LATEST = '2199-12-31';

const YES = new Set(['true', '1', 'yes', 'y', '是']);
const NO = new Set(['', 'false', '0', 'no', 'n', '否']);

/**
 * Reads the cells of one row the way every register does: what is empty is null, what is malformed
 * is reported and null. Whether that costs the row is for the register to say. `asOf` is the ISO
 * 8601 day after which nobody was born yet.
 */
export function cellReader<Column extends string>(
  cells: Record<Column, string>,
  report: Report<Column>,
  asOf: string,
) {
  const tell = (column: Column, reason: RejectReason): void => {
    report(column, reason);
  };
  const text = (column: Column, longest = LONGEST_TEXT): string | null => {
    const trimmed = cells[column].trim();
    if (trimmed.length <= longest) return trimmed === '' ? null : trimmed;
    tell(column, 'TOO_LONG');
    return null;
  };
  const code = <const Code extends string>(column: Column, codes: readonly Code[]): Code | null => {
    const written = cells[column].trim().toUpperCase();
    const found = codes.find((candidate) => candidate === written) ?? null;
    if (found === null && written !== '') tell(column, 'UNKNOWN_CODE');
    return found;
  };
  return {
    /** As typed, without outer spaces. */
    text,
    code,
    /** A name of a person: NFKC, without outer spaces. */
    name: (column: Column): string | null =>
      text(column, LONGEST_NAME)?.normalize('NFKC').trim() ?? null,
    /** Reports MISSING when there is nothing. */
    required(column: Column, value: string | null): value is string {
      if (value === null && cells[column].trim() === '') tell(column, 'MISSING');
      return value !== null;
    },
    date: (column: Column): string | null => dateCell(cells[column].trim(), column, tell),
    phone: (column: Column): string | null => phoneCell(cells[column].trim(), column, tell),
    /** `undefined` when a number stands there and is malformed: it could be a stranger's. */
    id: (columns: IdColumns<Column>): IdCells | undefined => idCells(cells, columns, tell, asOf),
    /** The same of whom a row names, which is of some use without it, or is not. */
    holder: (columns: IdColumns<Column>, isOfUse: boolean): HolderCells | undefined =>
      holderCells(idCells(cells, columns, tell, asOf), isOfUse && typeOf(cells, columns)),
    /** What is neither yes nor no counts as yes and is reported: a protection is never lost. */
    flag(column: Column): boolean {
      const written = cells[column].trim().toLowerCase();
      if (NO.has(written)) return false;
      if (!YES.has(written)) tell(column, 'UNKNOWN_CODE');
      return true;
    },
  };
}

/** A report of a reason that the contract explains; a register may have others of its own. */
type Tell<Column extends string> = (column: Column, reason: RejectReason) => void;

/** Where a register keeps an identifier; a USCC has a column of its own and no type or state. */
type IdColumns<Column extends string> = {
  type: Column | { always: IdType };
  number: Column;
  state?: Column;
};

function idCells<Column extends string>(
  cells: Record<Column, string>,
  columns: IdColumns<Column>,
  report: Tell<Column>,
  asOf: string,
): IdCells | undefined {
  if (cells[columns.number].trim() === '') return UNKNOWN_ID;
  const typeColumn = typeof columns.type === 'string' ? columns.type : columns.number;
  const type = typeOf(cells, columns);
  const issuingState = columns.state === undefined ? '' : cells[columns.state].trim();
  const parsed = parseIdNumber({ type, number: cells[columns.number], issuingState }, { asOf });
  if (parsed.ok)
    return {
      idType: parsed.id.type,
      idNumber: parsed.id.number,
      issuingState: parsed.id.issuingState ?? null,
      idKey: idKey(parsed.id),
    };
  const places = {
    id_type: typeColumn,
    id_number: columns.number,
    issuing_state: columns.state ?? columns.number,
  };
  report(places[parsed.field], parsed.reason);
  return undefined;
}

/**
 * The identifier of whom a row names, if need be without its number.
 *
 * @param id undefined where a number stands there that is malformed
 * @param written the type of that number; false where the row is of no use without it: it has no phone, of
 * which it says that it is somebody's
 * @returns undefined where the row is of no use, or names no type that there is
 */
function holderCells(id: IdCells | undefined, written: string | false): HolderCells | undefined {
  if (id !== undefined) return { ...id, idUnread: false };
  const idType = ID_TYPES.find((type) => type === normaliseIdentifier(written || ''));
  return idType && { ...UNKNOWN_ID, idType, idUnread: true };
}

function typeOf<Column extends string>(
  cells: Record<Column, string>,
  { type }: IdColumns<Column>,
): string {
  return typeof type === 'string' ? cells[type].trim() : type.always;
}

function phoneCell<Column extends string>(
  written: string,
  column: Column,
  report: Tell<Column>,
): string | null {
  if (written === '') return null;
  const parsed = parsePhone(written);
  if (parsed.ok) return parsed.e164;
  report(column, parsed.reason);
  return null;
}

/** ISO 8601, within what a register of the living and the recently dead can hold. */
function dateCell<Column extends string>(
  written: string,
  column: Column,
  report: Tell<Column>,
): string | null {
  if (written === '') return null;
  const parsed = parseIsoDate(written);
  if (parsed.ok && parsed.date >= EARLIEST && parsed.date <= LATEST) return parsed.date;
  report(column, parsed.ok ? 'DATE_OUT_OF_RANGE' : parsed.reason);
  return null;
}

import { ID_TYPES } from '../../../schema/contract/codes.ts';
import type { IdType } from '../../../schema/contract/codes.ts';
import type { IdNumber } from '../../../schema/contract/warrant.ts';
import { checkForeignPrId } from './check-foreign-pr-id.ts';
import { checkHmtPermit } from './check-hmt-permit.ts';
import { checkPassport } from './check-passport.ts';
import { checkResidentId } from './check-resident-id.ts';
import { checkUscc } from './check-uscc.ts';
import type { IdReason } from './id-reason.ts';
import { isStateCode } from './is-state-code.ts';
import { normaliseIdentifier } from './normalise-identifier.ts';
import type { ParsedNumber } from './parsed-number.ts';
import type { RegionNote } from './region-note.ts';
import { spreadsheetDamage } from './spreadsheet-damage.ts';

/** An identifier as somebody typed it. The type is declared, never guessed. */
export type TypedIdNumber = { type: string; number: string; issuingState?: string | undefined };

export type ParsedIdNumber =
  | {
      ok: true;
      id: IdNumber;
      /** Written with 15 digits; `id` holds the 18-digit form. */
      legacy: boolean;
      /** A 15-digit number of the sequence kept for centenarians: the century is not known. */
      needsReview: boolean;
      /** ISO 8601 day, where the number tells it. */
      birthDate?: string;
      sex?: 'M' | 'F';
      /** What the county table says against the region; a hint, never a refusal. */
      note?: RegionNote;
    }
  | { ok: false; field: 'id_type' | 'id_number' | 'issuing_state'; reason: IdReason };

type Check = (number: string, asOf: string) => ParsedNumber;

const CHECKS: Record<IdType, Check> = {
  RESIDENT_ID: checkResidentId,
  HMT_PERMIT: checkHmtPermit,
  FOREIGN_PR_ID: checkForeignPrId,
  PASSPORT: checkPassport,
  USCC: checkUscc,
};

/** Types in whose numbers a letter E is legal. */
const WITH_LETTERS: ReadonlySet<IdType> = new Set(['PASSPORT', 'USCC']);

/**
 * Reads one identifier by the rules of its declared type (GB 11643, GB 32100, ICAO 9303).
 * `asOf` is the ISO 8601 day after which nobody was born yet.
 */
export function parseIdNumber(typed: TypedIdNumber, { asOf }: { asOf: string }): ParsedIdNumber {
  const type = ID_TYPES.find((known) => known === normaliseIdentifier(typed.type));
  const number = normaliseIdentifier(typed.number);
  if (type === undefined) {
    const reason = normaliseIdentifier(typed.type) === '' ? 'MISSING' : 'UNKNOWN_TYPE';
    return { ok: false, field: 'id_type', reason };
  }
  if (number === '') return { ok: false, field: 'id_number', reason: 'MISSING' };
  const state = type === 'PASSPORT' ? normaliseIdentifier(typed.issuingState ?? '') : undefined;
  if (state !== undefined && !isStateCode(state)) {
    return {
      ok: false,
      field: 'issuing_state',
      reason: state === '' ? 'MISSING' : 'UNKNOWN_STATE',
    };
  }
  const damage = spreadsheetDamage(number, { letters: WITH_LETTERS.has(type) });
  if (damage !== undefined) return { ok: false, field: 'id_number', reason: damage };
  const checked = CHECKS[type](number, asOf);
  if (!checked.ok) return { ok: false, field: 'id_number', reason: checked.reason };
  const { number: normal, ...rest } = checked;
  return {
    ...rest,
    id: { type, number: normal, ...(state === undefined ? {} : { issuingState: state }) },
  };
}

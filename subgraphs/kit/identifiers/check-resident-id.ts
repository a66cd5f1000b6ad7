import { checkCitizenForm } from './check-citizen-form.ts';
import { citizenCheck } from './citizen-check.ts';
import { isProvinceCode } from './is-province-code.ts';
import type { ParsedNumber } from './parsed-number.ts';
import { PERMIT_REGIONS } from './permit-regions.ts';
import { readBirthDate } from './read-birth-date.ts';
import { regionNote } from './region-note.ts';

/** Resident identity numbers (GB 11643): 18 characters, or 15 digits as issued until 1999. */
export function checkResidentId(number: string, asOf: string): ParsedNumber {
  if (/^\d{15}$/u.test(number)) return checkLegacy(number, asOf);
  const formed = checkCitizenForm(number, asOf);
  if (!formed.ok && (formed.reason === 'WRONG_LENGTH' || formed.reason === 'WRONG_CHARACTERS')) {
    return formed;
  }
  if (!isProvinceCode(number.slice(0, 2))) return { ok: false, reason: 'UNKNOWN_PROVINCE' };
  // the three regions of the permit for Hong Kong, Macao and Taiwan: the wrong type was declared
  if (PERMIT_REGIONS.includes(number.slice(0, 6))) return { ok: false, reason: 'WRONG_REGION' };
  return formed.ok ? withNote(formed) : formed;
}

function checkLegacy(number: string, asOf: string): ParsedNumber {
  if (!isProvinceCode(number.slice(0, 2))) return { ok: false, reason: 'UNKNOWN_PROVINCE' };
  if (isCentenarian(number)) return checkCentenarian(number, asOf);
  const digits = `${number.slice(0, 6)}19${number.slice(6)}`;
  const formed = checkCitizenForm(digits + citizenCheck(digits), asOf);
  return formed.ok ? withNote({ ...formed, legacy: true }) : formed;
}

/** Sequences kept for those who were a hundred years old when the numbers were given out. */
function isCentenarian(number: string): boolean {
  return Number(number.slice(12)) >= 996;
}

/** The century is not known, so the number tells neither birth date nor 18-digit form for sure. */
function checkCentenarian(number: string, asOf: string): ParsedNumber {
  const digits = `${number.slice(0, 6)}19${number.slice(6)}`;
  const dates = ['18', '19'].map((century) => readBirthDate(century + number.slice(6, 12), asOf));
  if (!dates.some(({ ok }) => ok)) return { ok: false, reason: 'NO_SUCH_DATE' };
  return {
    ...{ ok: true, number: digits + citizenCheck(digits), legacy: true, needsReview: true },
    sex: Number(number.charAt(14)) % 2 === 1 ? 'M' : 'F',
  };
}

function withNote(parsed: ParsedNumber & { ok: true }): ParsedNumber {
  const note = regionNote(parsed.number.slice(0, 6), parsed.birthDate);
  return note === undefined ? parsed : { ...parsed, note };
}

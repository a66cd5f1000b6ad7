import { citizenCheck } from './citizen-check.ts';
import type { ParsedNumber } from './parsed-number.ts';
import { readBirthDate } from './read-birth-date.ts';

/**
 * What resident IDs, residence permits and permanent-resident cards share: 17 digits and a check
 * character, the birth date from the 7th, the sex in the 17th (odd for male).
 */
export function checkCitizenForm(number: string, asOf: string): ParsedNumber {
  if (number.length !== 18) return { ok: false, reason: 'WRONG_LENGTH' };
  if (!/^\d{17}[\dX]$/u.test(number)) return { ok: false, reason: 'WRONG_CHARACTERS' };
  const born = readBirthDate(number.slice(6, 14), asOf);
  if (!born.ok) return born;
  if (citizenCheck(number) !== number.charAt(17)) return { ok: false, reason: 'WRONG_CHECK' };
  const sex = Number(number.charAt(16)) % 2 === 1 ? 'M' : 'F';
  return {
    ...{ ok: true, number, legacy: false, needsReview: false, sex },
    birthDate: born.birthDate,
  };
}

import type { ParsedNumber } from './parsed-number.ts';

/** Passports have no check that all states share (ICAO 9303): letters and digits, 3 to 20. */
export function checkPassport(number: string): ParsedNumber {
  if (!/^[A-Z\d]+$/u.test(number)) return { ok: false, reason: 'WRONG_CHARACTERS' };
  if (number.length < 3 || number.length > 20) return { ok: false, reason: 'WRONG_LENGTH' };
  return { ok: true, number, legacy: false, needsReview: false };
}

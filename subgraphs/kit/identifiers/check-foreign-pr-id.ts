import { checkCitizenForm } from './check-citizen-form.ts';
import type { ParsedNumber } from './parsed-number.ts';

/**
 * Foreign permanent residents: the 2023 card has 18 characters from 9, checked as a resident ID;
 * the older one three letters of the nationality and 12 digits, whose check is not verified.
 */
export function checkForeignPrId(number: string, asOf: string): ParsedNumber {
  if (/^[A-Z]{3}\d{12}$/u.test(number)) {
    return { ok: true, number, legacy: false, needsReview: false };
  }
  if (/^[A-Z]{3}/u.test(number)) return { ok: false, reason: 'WRONG_FORM' };
  const formed = checkCitizenForm(number, asOf);
  if (formed.ok && !number.startsWith('9')) return { ok: false, reason: 'WRONG_FORM' };
  return formed;
}

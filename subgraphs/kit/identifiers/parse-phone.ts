import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { normaliseIdentifier } from './normalise-identifier.ts';
import { spreadsheetDamage } from './spreadsheet-damage.ts';
import type { SpreadsheetDamage } from './spreadsheet-damage.ts';

export type ParsedPhone =
  | { ok: true; e164: string }
  | { ok: false; reason: SpreadsheetDamage | 'MISSING' | 'NOT_A_PHONE' | 'NO_SUCH_NUMBER' };

/** A country code in brackets, as in (+86), which the library does not read. */
const BRACKETED_COUNTRY = /^\(\s*(?<country>(?:\+|00)\s*\d{1,3})\s*\)/u;

/** Where the library reads the parameter of an address (RFC 3966) and forgets it, people type a second number. */
const SECOND_NUMBER = /;(?!ext=)/iu;

/**
 * A phone as typed, to E.164. Numbers without a country code are mainland ones; mobiles and
 * landlines of any country are valid when the numbering plan has them. An extension is dropped.
 */
export function parsePhone(text: string): ParsedPhone {
  const typed = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .replace(BRACKETED_COUNTRY, '$<country> ');
  if (typed === '') return { ok: false, reason: 'MISSING' };
  const damage = spreadsheetDamage(normaliseIdentifier(text), { letters: false });
  if (damage !== undefined) return { ok: false, reason: damage };
  if (SECOND_NUMBER.test(typed)) return { ok: false, reason: 'NOT_A_PHONE' };
  const parsed = parsePhoneNumberFromString(typed, { defaultCountry: 'CN', extract: false });
  if (parsed === undefined) return { ok: false, reason: 'NOT_A_PHONE' };
  if (!parsed.isValid()) return { ok: false, reason: 'NO_SUCH_NUMBER' };
  return { ok: true, e164: parsed.number };
}

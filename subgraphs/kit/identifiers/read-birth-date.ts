import type { IdReason } from './id-reason.ts';
import { parseIsoDate } from './parse-iso-date.ts';

/** Nobody who is asked about was born before this day (domain rules on identifiers). */
const EARLIEST = '1850-01-01';

/** Reads eight digits as a birth date that exists and does not lie after `asOf` (ISO 8601). */
export function readBirthDate(
  digits: string,
  asOf: string,
): { ok: true; birthDate: string } | { ok: false; reason: IdReason } {
  const written = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  const parsed = parseIsoDate(written);
  if (!parsed.ok) return { ok: false, reason: 'NO_SUCH_DATE' };
  if (parsed.date < EARLIEST) return { ok: false, reason: 'DATE_TOO_EARLY' };
  if (parsed.date > asOf) return { ok: false, reason: 'DATE_IN_FUTURE' };
  return { ok: true, birthDate: parsed.date };
}

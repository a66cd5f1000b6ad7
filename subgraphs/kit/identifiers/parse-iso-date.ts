import { daysInMonth } from './days-in-month.ts';

export type ParsedDate =
  { ok: true; date: string } | { ok: false; reason: 'MISSING' | 'MALFORMED' | 'NO_SUCH_DATE' };

/** A day in ISO 8601 extended form (`2026-11-20`) that the calendar has. */
export function parseIsoDate(text: string): ParsedDate {
  const date = text.normalize('NFKC').trim();
  if (date === '') return { ok: false, reason: 'MISSING' };
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(date)) return { ok: false, reason: 'MALFORMED' };
  const [year, month, day] = [date.slice(0, 4), date.slice(5, 7), date.slice(8)].map(Number);
  const last = daysInMonth(year ?? 0, month ?? 0);
  return day !== undefined && day >= 1 && day <= last
    ? { ok: true, date }
    : { ok: false, reason: 'NO_SUCH_DATE' };
}

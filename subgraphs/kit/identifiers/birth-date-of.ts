import type { IdNumber } from '../../../schema/contract/warrant.ts';

/**
 * The birth date (ISO 8601) that a normalised, valid identifier tells: resident IDs, residence
 * permits and the 2023 cards of permanent residents do; older cards, passports and codes do not.
 */
export function birthDateOf({ type, number }: IdNumber): string | undefined {
  if (type === 'PASSPORT' || type === 'USCC' || !/^\d{17}[\dX]$/u.test(number)) return undefined;
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
}

import { isoOf } from '../base/days.ts';
import type { Day } from '../base/days.ts';
import { withCheckDigit } from './check-digit.ts';

/**
 * A resident ID (GB 11643), and with region 810000, 820000 or 830000 a residence permit.
 *
 * @param sequence 1 to 999; odd is male
 */
export function residentId(region: string, born: Day, sequence: number): string {
  const date = isoOf(born).replaceAll('-', '');
  return withCheckDigit(`${region}${date}${String(sequence).padStart(3, '0')}`);
}

/** The 15-digit form used until 1999, or undefined for who has none: born in another century. */
export function legacyId(id: string): string | undefined {
  if (id.slice(6, 8) !== '19' || Number(id.slice(14, 17)) >= 996) return undefined;
  return id.slice(0, 6) + id.slice(8, 17);
}

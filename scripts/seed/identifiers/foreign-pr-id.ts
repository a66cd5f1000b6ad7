import { isoOf } from '../base/days.ts';
import type { Day } from '../base/days.ts';
import { permute } from '../base/permute.ts';
import { withCheckDigit } from './check-digit.ts';

/** A permanent-resident number of 2023: 9, province, ISO 3166-1 numeric state, birth, sequence. */
export function foreignPrId(stateDigits: string, born: Day, sequence: number): string {
  const date = isoOf(born).replaceAll('-', '');
  return withCheckDigit(`933${stateDigits}${date}${String(sequence).padStart(3, '0')}`);
}

/** The older form: alpha-3 state and 12 digits, whose check digit nobody verifies. */
export function olderForeignPrId(index: number, key: number, state: string): string {
  const [left, right] = permute(index, 10_000, 10_000, [key, 22]);
  return `${state}3307${String(left).padStart(4, '0')}${String(right).padStart(4, '0')}`;
}

import { permute } from '../base/permute.ts';

const LETTERS = 'ABCEGHJKLMNPRTXZ';

/** A passport number that no other index has. */
export function passportNumber(index: number, key: number): string {
  const [letter, digits] = permute(index, LETTERS.length, 10_000_000, [key, 21]);
  return LETTERS.charAt(letter) + String(digits).padStart(7, '0');
}

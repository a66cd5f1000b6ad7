import type { ParsedNumber } from './parsed-number.ts';

const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Unified social credit codes (GB 32100): 18 characters, the last a check mod 31. */
export function checkUscc(number: string): ParsedNumber {
  if (number.length !== 18) return { ok: false, reason: 'WRONG_LENGTH' };
  const values = Array.from(number, (character) => CHARACTERS.indexOf(character));
  if (values.includes(-1)) return { ok: false, reason: 'WRONG_CHARACTERS' };
  if (usccCheck(values.slice(0, 17)) !== values[17]) return { ok: false, reason: 'WRONG_CHECK' };
  return { ok: true, number, legacy: false, needsReview: false };
}

function usccCheck(values: number[]): number {
  const { sum } = values.reduce(
    ({ sum, weight }, value) => ({ sum: sum + value * weight, weight: (weight * 3) % 31 }),
    { sum: 0, weight: 1 },
  );
  return (31 - (sum % 31)) % 31;
}

import { aligned } from './aligned.ts';
import type { LeftOutPhone } from './repair-shape.ts';

/** Why a phone is no contact, in words. */
const WORDS: Readonly<Record<string, string>> = {
  PHONE_REASSIGNED: 'somebody else has it by a newer entry',
  PHONE_DEAD: 'the operators have cancelled it or never gave it out',
};

/** The phones that are no contacts, a line each: which, why, and where it comes from. */
export function leftOutLines(phones: readonly LeftOutPhone[]): string[] {
  const rows = phones.map(({ masked, flag, asked }) => [
    'left out',
    masked,
    // a flag that a newer court has is shown as it is
    WORDS[flag] ?? flag,
    asked ? 'the phone of your list' : 'a register held it',
  ]);
  return aligned(rows);
}

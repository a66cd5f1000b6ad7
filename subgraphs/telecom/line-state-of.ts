import type { LineState } from '../../schema/contract/codes.ts';

/** The words of the operators, in capitals, and what they mean. */
const STATES = {
  ACTIVE: 'NORMAL',
  NORMAL: 'NORMAL',
  正常: 'NORMAL',
  SUSPENDED: 'SUSPENDED',
  ARREARS: 'SUSPENDED',
  停机: 'SUSPENDED',
  CANCELLED: 'CANCELLED',
  CLOSED: 'CANCELLED',
  销号: 'CANCELLED',
  NOT_EXIST: 'NOT_EXIST',
  空号: 'NOT_EXIST',
  UNKNOWN: 'UNKNOWN',
} as const satisfies Record<string, LineState>;

type Word = keyof typeof STATES;

/** The keys of the object above, which has no others. */
export const LINE_WORDS = Object.keys(STATES) as Word[];

/** An empty or unknown word leaves it open: such a line counts as in service. */
export function lineStateOf(word: Word | null): LineState {
  return word === null ? 'UNKNOWN' : STATES[word];
}

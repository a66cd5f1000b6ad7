import type { Played } from './cases/play-case.ts';
import type { PartyRow } from './people/rows.ts';

/** A row of the court's list. Every seventh case number is written with half-width brackets. */
export function partyRow({ asked }: Played, nth: number, year: string): PartyRow {
  const [open, close] = nth % 7 === 6 ? ['(', ')'] : ['（', '）'];
  return {
    case_no: `${open}${year}${close}浙0782民初${10_000 + nth}号`,
    party_ref: partyRef(nth),
    role: 'DEFENDANT',
    last_known_address: '',
    ...asked,
  };
}

/** A line of expected.jsonl: the true answer to the same row. */
export function expectedLine({ category, answer }: Played, nth: number): string {
  const { status, flags, required, allowed, best } = answer;
  const line = { party_ref: partyRef(nth), category, status, flags, required, allowed };
  return `${JSON.stringify(best === undefined ? line : { ...line, best_address: best })}\n`;
}

function partyRef(nth: number): string {
  return `P${String(nth).padStart(5, '0')}`;
}

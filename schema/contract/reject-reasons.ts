import type { InputReason } from './input-problems.ts';

/**
 * What a file may have wrong with it beyond the reasons of parties (`INPUT_REASONS`), in words;
 * `docs/errors.md` says it. Stable: rejects files carry them, with the line and the column, never the
 * value. An agency may give its own besides.
 */
export const REJECT_MEANINGS = {
  NOT_UTF8: 'The line is not UTF-8 text.',
  NUL_BYTE: 'The line holds a byte of value 0.',
  WRONG_FIELD_COUNT: 'The row has more or fewer cells than the header.',
  MISPLACED_QUOTE: 'A quotation mark stands inside a cell without being doubled (RFC 4180).',
  UNCLOSED_QUOTE: 'A cell that begins with a quotation mark does not end with one.',
  MALFORMED:
    'It is not in the form of its column: a day as 2026-11-20, a case number as （2026）浙0782民初10001号.',
  DATE_OUT_OF_RANGE: 'The day lies before 1800 or after 2199.',
  UNKNOWN_CODE: 'It is none of the words of its column.',
  DUPLICATE: 'The case has a party of this reference already, further up.',
  NOT_A_SUBJECT: 'It is no subject of a token: 1 to 255 characters of ASCII without spaces.',
  NOT_AN_ADDRESS: 'Nothing of it can be compared with another address.',
} as const;

/** Why a row or a cell of a file is not taken in. */
export type RejectReason = InputReason | keyof typeof REJECT_MEANINGS;

/** What is wrong in a row; an empty column stands for the whole row. */
export type Rejected<Column extends string = string> = {
  column: Column | '';
  reason: RejectReason;
};

/** What a spreadsheet makes of a cell that it does not keep as text. */
export type SpreadsheetDamage = 'SCIENTIFIC_NOTATION' | 'FORMULA' | 'APOSTROPHE';

/** 3.30782E+17, with the comma of some countries, or as programs write it: 3.3E17, 3.3E+017. */
const NOTATION = /^\d{1,3}(?:[.,]\d+)?E\+?\d{1,3}$/u;
/** What no number has in which letters are legal: 1E5 is a passport, 1.2E+46 was one. */
const MARK = /[.,+]/u;
/** Straight, or as a text program curls it. */
const APOSTROPHE = /^['‘’]/u;

/**
 * How a spreadsheet damaged an identifier or a phone, if it did. What the number was is not guessed:
 * its last digits may be gone. Takes normalised text; `letters` says whether its kind may hold an E.
 */
export function spreadsheetDamage(
  normal: string,
  { letters }: { letters: boolean },
): SpreadsheetDamage | undefined {
  if (normal.startsWith('=')) return 'FORMULA';
  if (APOSTROPHE.test(normal)) return 'APOSTROPHE';
  const noted = NOTATION.test(normal) && (!letters || MARK.test(normal));
  return noted ? 'SCIENTIFIC_NOTATION' : undefined;
}

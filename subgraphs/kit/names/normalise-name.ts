import { isHanName } from './is-han-name.ts';

/** Han name dots: the code points that keyboards and registers put where `·` belongs. */
const DOTS = /[•・･‧∙⋅]/gu;

/**
 * The form under which names are compared and indexed: NFKC, no invisible characters or variation
 * selectors, lower case, one space between words and none in a Han name, every dot as `·`.
 * Idempotent. Never shown to anyone.
 */
export function normaliseName(name: string): string {
  return foldDots(tidyName(name));
}

/** As `normaliseName`, with the dots as they were typed. */
export function tidyName(name: string): string {
  const plain = name
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Variation_Selector}]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .toLowerCase();
  return (isHanName(plain) ? plain.replaceAll(' ', '') : plain).normalize('NFKC');
}

function foldDots(tidy: string): string {
  const dotted = tidy.replace(DOTS, '·');
  // NFKC writes the full-width stop that stands in some Han names as an ordinary one
  return isHanName(dotted) ? dotted.replace(/[.。]/gu, '·') : dotted;
}

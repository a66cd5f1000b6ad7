import { dropDiacritics, transcribeLatin } from './fold-latin.ts';
import { isOneEdit } from './is-one-edit.ts';
import type { NameComparison } from './name-comparison.ts';
import { nameTokens } from './name-tokens.ts';

const SHORTEST_FOR_ONE_EDIT = 3;

/**
 * Compares two different normalised names of which neither is in Han characters. The same words
 * are VARIANT; the same but for diacritics, initials or one letter are SIMILAR.
 */
export function compareLatinNames(one: string, other: string): NameComparison {
  const [a, b] = [nameTokens(one), nameTokens(other)];
  if (a.length === 0 || b.length === 0) return { verdict: 'MISMATCH' };
  if (a.join('') === b.join('')) return { verdict: 'VARIANT', reason: 'PUNCTUATION' };
  if (sorted(a) === sorted(b)) return { verdict: 'VARIANT', reason: 'TOKEN_ORDER' };
  if (differInForm(a, b)) return { verdict: 'SIMILAR', reason: 'LATIN_FORM' };
  return differInOneLetter(a, b)
    ? { verdict: 'SIMILAR', reason: 'ONE_EDIT' }
    : { verdict: 'MISMATCH' };
}

function sorted(tokens: string[]): string {
  return tokens.toSorted().join(' ');
}

/** The same words but for diacritics, in either way of writing without them, or initials. */
function differInForm(a: string[], b: string[]): boolean {
  return [dropDiacritics, transcribeLatin].some((fold) => {
    const [x, y] = [a.map(fold), b.map(fold)];
    return sorted(x) === sorted(y) || x.join('') === y.join('') || differInInitials(x, y);
  });
}

/** At least one word is shared in full; each other stands on one side as its first letter. */
function differInInitials(a: string[], b: string[]): boolean {
  const [left, right] = difference(a, b);
  if (left.length !== right.length || left.length === a.length) return false;
  return left.every((token, at) => {
    const other = right[at] ?? '';
    const [short, long] = token.length < other.length ? [token, other] : [other, token];
    return Array.from(short).length === 1 && long.startsWith(short);
  });
}

function differInOneLetter(a: string[], b: string[]): boolean {
  if (Math.min(a.join('').length, b.join('').length) < SHORTEST_FOR_ONE_EDIT) return false;
  const [left, right] = difference(a, b);
  return left.length === 1 && right.length === 1 && isOneEdit(left[0] ?? '', right[0] ?? '');
}

/** What each list holds beyond the other, sorted; a word counts as often as it stands. */
function difference(a: string[], b: string[]): [string[], string[]] {
  return [without(a, b), without(b, a)];
}

function without(tokens: string[], taken: string[]): string[] {
  const left = [...taken];
  return tokens.toSorted().filter((token) => {
    const at = left.indexOf(token);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

import { compareHanNames } from './compare-han-names.ts';
import { compareLatinNames } from './compare-latin-names.ts';
import { isHanName } from './is-han-name.ts';
import type { NameComparison } from './name-comparison.ts';
import { normaliseName, tidyName } from './normalise-name.ts';

/** A name as a register holds it. */
export type HeldName = { name: string; formerNames: readonly string[] };

/**
 * Compares a name that was asked with one that is held, by the four levels of the domain rules.
 * The current name counts before a former one, and a former name only when it is equal or a mere
 * variant. Apart from former names, the two sides may change places. An empty name matches nothing.
 */
export function compareNames(asked: string, held: HeldName): NameComparison {
  const current = compareTwo(asked, held.name);
  if (isSure(current)) return current;
  return held.formerNames.some((former) => isSure(compareTwo(asked, former)))
    ? { verdict: 'VARIANT', reason: 'FORMER_NAME' }
    : current;
}

function isSure({ verdict }: NameComparison): boolean {
  return verdict === 'MATCH' || verdict === 'VARIANT';
}

function compareTwo(asked: string, held: string): NameComparison {
  if (asked === held && asked.trim() !== '') return { verdict: 'MATCH' };
  const [a, b] = [normaliseName(asked), normaliseName(held)];
  if (a === '' || b === '') return { verdict: 'MISMATCH' };
  if (a === b) {
    return tidyName(asked) === tidyName(held)
      ? { verdict: 'MATCH' }
      : { verdict: 'MATCH', reason: 'MIDDLE_DOT' };
  }
  return isHanName(a) || isHanName(b) ? compareHanNames(a, b) : compareLatinNames(a, b);
}

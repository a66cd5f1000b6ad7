import { areHomophones } from './are-homophones.ts';
import { foldHan } from './fold-han.ts';
import { isOneEdit } from './is-one-edit.ts';
import type { NameComparison } from './name-comparison.ts';

/** With two characters a single edit leaves only a surname or a given name: another person's. */
const SHORTEST_FOR_ONE_EDIT = 3;

/** Compares two different normalised names of which at least one is in Han characters. */
export function compareHanNames(one: string, other: string): NameComparison {
  const [a, b] = [foldHan(one), foldHan(other)];
  if (a === b) return { verdict: 'VARIANT', reason: 'TRADITIONAL_FORM' };
  if (areHomophones(a, b)) return { verdict: 'SIMILAR', reason: 'HOMOPHONE' };
  const shortest = Math.min(Array.from(a).length, Array.from(b).length);
  if (shortest >= SHORTEST_FOR_ONE_EDIT && isOneEdit(a, b)) {
    return { verdict: 'SIMILAR', reason: 'ONE_EDIT' };
  }
  return { verdict: 'MISMATCH' };
}

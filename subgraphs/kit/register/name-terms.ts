import { dropDiacritics } from '../names/fold-latin.ts';
import { foldHan } from '../names/fold-han.ts';
import { isHanName } from '../names/is-han-name.ts';
import { nameTokens } from '../names/name-tokens.ts';
import { normaliseName } from '../names/normalise-name.ts';
import { splitHanName } from '../names/split-han-name.ts';

/** The parts of a name that are counted, folded. `given` is empty where a name has one part only. */
export type NameTerms = { surname: string; given: string };

/**
 * The parts of a person's name under which the register counts it; undefined for a name without a
 * letter. What was asked and what is held fold alike, so that 張 counts as 张.
 *
 * A Han name with a dot has its last word as surname. Latin names are typed in either order, so
 * their words are taken by the alphabet: the last counts as surname. Which of the words it is does
 * not matter for how rare they are together.
 */
export function nameTermsOf(name: string): NameTerms | undefined {
  const normal = normaliseName(name);
  if (!isHanName(normal)) return partedAtLast(nameTokens(dropDiacritics(normal)).toSorted());
  const words = nameTokens(foldHan(normal));
  const [only] = words;
  return words.length === 1 && only !== undefined ? splitHanName(only) : partedAtLast(words);
}

function partedAtLast(words: string[]): NameTerms | undefined {
  const surname = words.at(-1);
  return surname === undefined ? undefined : { surname, given: words.slice(0, -1).join(' ') };
}

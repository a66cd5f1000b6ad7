import { isHanName } from '../names/is-han-name.ts';
import { splitHanName } from '../names/split-han-name.ts';

/**
 * Masks a person's name: the surname of a Han name (`张*`, `欧阳*`), the initials of any other
 * (`J. S.`). Of a name of one character nothing is left.
 */
export function maskName(name: string): string {
  const text = name.normalize('NFKC').trim();
  const mask = isHanName(text) ? `${splitHanName(text).surname}*` : initialsOf(text);
  return mask === '' || text === '' || mask.includes(text) || text.length === 1 ? '*' : mask;
}

function initialsOf(text: string): string {
  const words = text.split(/[^\p{L}\p{M}'’]+/u).filter((word) => word !== '');
  return words.map((word) => `${Array.from(word)[0]?.toUpperCase() ?? ''}.`).join(' ');
}

import { COMPOUND_SURNAMES } from './compound-surnames.ts';
import { foldHan } from './fold-han.ts';

/**
 * Splits a Han name into surname and the rest. A surname of two characters is known in traditional
 * form too; a name that is nothing but such a surname has the first character as its surname.
 */
export function splitHanName(name: string): { surname: string; given: string } {
  const characters = Array.from(name);
  const head = characters.slice(0, 2).join('');
  const length = characters.length > 2 && COMPOUND_SURNAMES.has(foldHan(head)) ? 2 : 1;
  return {
    surname: characters.slice(0, length).join(''),
    given: characters.slice(length).join(''),
  };
}

import type { Random } from '../base/random.ts';
import { draw } from '../base/weighted.ts';
import { COMMON_GIVEN, GIVEN_CHARACTERS, SURNAMES } from './han-tables.ts';

export type Sex = 'M' | 'F';

/** A Han name whose surname and given name come as often as among people. */
export function hanName(random: Random, sex: Sex): string {
  return draw(random, SURNAMES) + givenName(random, sex);
}

export function givenName(random: Random, sex: Sex): string {
  if (random.chance(350)) return draw(random, COMMON_GIVEN[sex]);
  return random.chance(150) ? givenCharacter(random, sex) : longGivenName(random, sex);
}

/** A given name of two characters that differ. */
export function longGivenName(random: Random, sex: Sex): string {
  const first = givenCharacter(random, sex);
  return first + otherCharacter(random, sex, first);
}

/** A character of given names that is none of `taken`. */
export function otherCharacter(random: Random, sex: Sex, taken: string): string {
  for (;;) {
    const character = givenCharacter(random, sex);
    if (!taken.includes(character)) return character;
  }
}

function givenCharacter(random: Random, sex: Sex): string {
  return draw(random, GIVEN_CHARACTERS[sex]);
}

import { createRandom } from '../base/random.ts';
import { makePerson } from '../people/make-person.ts';
import type { Person } from '../people/person.ts';
import type { World } from '../people/world.ts';
import type { Case, Scene } from './case.ts';

/** People one case may need, with those whom no register holds. */
export const SEATS = 6;

export type Played = Scene & { category: string; people: Person[] };

/**
 * Sets up case number `nth` of a list. Its people have numbers from `people` on, beyond the crowd's.
 *
 * @param people how many people the registers hold
 */
export function playCase(world: World, one: Case, nth: number, people: number): Played {
  const random = createRandom(world.seed, 4, nth);
  const held: Person[] = [];
  let seat = 0;
  const next = (): number => {
    if (seat === SEATS) throw new RangeError('a case needs more people than it has numbers for');
    seat += 1;
    return people + nth * SEATS + seat - 1;
  };
  const scene = one.make({
    world,
    random,
    person: (wish) => {
      const person = makePerson(world, next(), wish);
      held.push(person);
      return person;
    },
    stranger: (wish) => makePerson(world, next(), wish),
  });
  return { ...scene, category: one.category, people: random.chance(500) ? held : held.reverse() };
}

import { isoOf } from '../base/days.ts';
import { byId } from './asked.ts';
import type { Case, Scene, Stage } from './case.ts';
import { found } from './truth.ts';

const adult = { kind: 'resident', plain: true, minor: false, enterprises: 0 } as const;

/** The days on which the order of addresses turns (domain.md §6). */
export const DATE_CASES: readonly Case[] = [
  { category: 'lease_ended_365_days', share: 3, make: (stage) => lease(stage, 365, 365) },
  { category: 'lease_ended_366_days', share: 3, make: (stage) => lease(stage, 366, 366) },
  { category: 'lease_ended_but_updated', share: 2, make: (stage) => lease(stage, 500, 20) },
  { category: 'lease_ends_today', share: 2, make: (stage) => lease(stage, 0, 30) },
  { category: 'residence_a_year', share: 2, make: (stage) => residence(stage, 366, 40) },
  { category: 'residence_not_a_year', share: 2, make: (stage) => residence(stage, 364, 40) },
  { category: 'residence_expires_today', share: 2, make: (stage) => residence(stage, 800, 0) },
  { category: 'residence_expired_yesterday', share: 2, make: (stage) => residence(stage, 800, -1) },
];

/** A lease that ended, and was last updated, so many days ago. */
function lease(stage: Stage, ended: number, updated: number): Scene {
  const { world } = stage;
  const person = stage.person({ ...adult, population: true, stalls: 1 });
  for (const stall of person.stalls) {
    stall.lease_from = isoOf(world.asOf - ended - 400);
    stall.lease_to = isoOf(world.asOf - ended);
    stall.updated_on = isoOf(world.asOf - updated);
  }
  return { asked: byId(person), answer: found(world, person) };
}

/** A residence registered so many days ago that expires in so many. */
function residence(stage: Stage, registered: number, expires: number): Scene {
  const { world } = stage;
  const person = stage.person({ ...adult, population: true, stalls: 0 });
  if (person.population !== undefined) {
    person.population.registered_on = isoOf(world.asOf - registered);
    person.population.expires_on = isoOf(world.asOf + expires);
  }
  return { asked: byId(person), answer: found(world, person) };
}

import { dayOf } from './base/days.ts';
import type { Case } from './cases/case.ts';
import { SEATS, playCase } from './cases/play-case.ts';
import { planList } from './cases/plan-list.ts';
import type { SeedOptions } from './options.ts';
import { crowdOverlay } from './overlay/crowd-overlay.ts';
import { overlayOfCases } from './overlay/overlay-of-cases.ts';
import { makePerson } from './people/make-person.ts';
import type { World } from './people/world.ts';
import { openRegionFiles } from './region-files.ts';

const STEP = 1_000;

/** What came of it: `tooFew` names the people that the list alone would need. */
export type RegionMade = { people: number; parties: number } | { tooFew: number };

/**
 * Writes a region's files person by person, so memory does not grow with the number of people. The
 * people of the list stand scattered among the others.
 */
export function makeRegion(options: SeedOptions, tell: (done: number) => void): RegionMade {
  const { people, seed } = options;
  const plan = planList(options.parties ?? Math.min(300, Math.ceil(people / 5)), seed);
  const cast = castOf(plan, options);
  if (cast > people) return { tooFew: cast };
  const world = newWorld(options);
  const crowd = people - cast;
  const overlay = overlayOfCases(world, people + plan.length * SEATS);
  const files = openRegionFiles(options.out, options.asOf.slice(0, 4));
  let nth = 0;
  const due = (index: number): boolean =>
    nth < plan.length && Math.floor(((nth + 0.5) * crowd) / plan.length) <= index;
  for (let index = 0; index <= crowd; index += 1) {
    for (let one = plan[nth]; one !== undefined && due(index); one = plan[nth]) {
      const played = overlay.of(playCase(world, one, nth, people), nth);
      played.people.forEach(files.enter);
      files.add(played);
      files.list(played, nth);
      nth += 1;
    }
    if (index < crowd) {
      const person = makePerson(world, index);
      files.enter(person);
      files.add(crowdOverlay(world, person));
    }
    if (index % STEP === 0) tell(index);
  }
  files.close();
  tell(people);
  return { people, parties: plan.length };
}

/** How many people of the list the registers will hold; the cases are played once to know. */
function castOf(plan: Case[], options: SeedOptions): number {
  const world = newWorld(options);
  return plan.reduce(
    (sum, one, nth) => sum + playCase(world, one, nth, options.people).people.length,
    0,
  );
}

function newWorld({ seed, asOf }: SeedOptions): World {
  return { seed, asOf: dayOf(asOf), claimed: new Set() };
}

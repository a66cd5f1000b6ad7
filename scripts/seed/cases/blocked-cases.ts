import { isLeapDay, isoOf, yearsBefore } from '../base/days.ts';
import type { Person } from '../people/person.ts';
import { byId, byPhone } from './asked.ts';
import type { Case, Scene, Stage } from './case.ts';
import { found, nothing } from './truth.ts';

/** Who must not be contacted, and who only just may be. */
export const BLOCKED_CASES: readonly Case[] = [
  { category: 'dead', share: 8, make: (stage) => dead(stage, byIdOf) },
  { category: 'dead_by_phone', share: 2, make: (stage) => dead(stage, byPhoneOf) },
  { category: 'protected', share: 5, make: (stage) => shielded(stage, byIdOf) },
  { category: 'protected_second_hop', share: 2, make: protectedSecondHop },
  { category: 'minor', share: 11, make: minor },
  { category: 'minor_permit', share: 2, make: minorPermit },
  { category: 'turns_18_tomorrow', share: 2, make: turnsTomorrow },
  { category: 'turns_18_today', share: 2, make: turnsToday },
];

type Asking = (person: Person) => Scene['asked'];

const byIdOf: Asking = (person) => byId(person);
const byPhoneOf: Asking = (person) => byPhone(person.name, person.phone);

function dead(stage: Stage, ask: Asking): Scene {
  const person = stage.person({ kind: 'resident', plain: true, minor: false, population: true });
  const { police } = person;
  if (police !== undefined) {
    police.deceased_on = isoOf(stage.world.asOf - stage.random.between(1, 900));
    police.phone = person.phone;
  }
  return { asked: ask(person), answer: nothing('BLOCKED', 'DECEASED') };
}

function shielded(stage: Stage, ask: Asking): Scene {
  const person = stage.person({ kind: 'resident', plain: true, minor: false });
  if (person.police !== undefined) person.police.protected = 'true';
  return { asked: ask(person), answer: nothing('BLOCKED', 'PROTECTED') };
}

/** The mall matches by phone and gives the ID; only with that do the police find the person. */
function protectedSecondHop(stage: Stage): Scene {
  const wish = { kind: 'resident', plain: true, minor: false, population: false } as const;
  const person = stage.person({ ...wish, stalls: 1 });
  if (person.police !== undefined) {
    person.police.protected = 'true';
    person.police.phone = stage.stranger().phone;
  }
  return { asked: byPhoneOf(person), answer: nothing('BLOCKED', 'PROTECTED') };
}

function minor(stage: Stage): Scene {
  const person = stage.person({ kind: 'resident', plain: true, minor: true });
  return { asked: byId(person), answer: nothing('BLOCKED', 'MINOR') };
}

/** No register gives the birth date but the number itself does. */
function minorPermit(stage: Stage): Scene {
  const person = stage.person({ kind: 'permit', plain: true, minor: true });
  return { asked: byId(person), answer: nothing('BLOCKED', 'MINOR') };
}

function turnsTomorrow(stage: Stage): Scene {
  const next = yearsBefore(stage.world.asOf, 18) + 1;
  const born = isLeapDay(next) ? next + 1 : next;
  const person = stage.person({ kind: 'resident', plain: true, minor: true, born });
  return { asked: byId(person), answer: nothing('BLOCKED', 'MINOR') };
}

function turnsToday(stage: Stage): Scene {
  const born = yearsBefore(stage.world.asOf, 18);
  const person = stage.person({ kind: 'resident', plain: true, minor: false, born });
  return { asked: byId(person), answer: found(stage.world, person) };
}

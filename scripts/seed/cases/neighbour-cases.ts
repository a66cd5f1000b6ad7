import { longGivenName, otherCharacter } from '../names/han-name.ts';
import { SURNAMES } from '../names/han-tables.ts';
import { draw } from '../base/weighted.ts';
import type { Person } from '../people/person.ts';
import { byId, byPhone } from './asked.ts';
import type { Case, Scene, Stage } from './case.ts';
import { found, nothing } from './truth.ts';

const adult = { kind: 'resident', plain: true, minor: false } as const;

/** Two people whom little tells apart; both are in the registers. */
export const NEIGHBOUR_CASES: readonly Case[] = [
  { category: 'twin', share: 4, make: twin },
  { category: 'twin_id_slip', share: 3, make: idSlip },
  { category: 'namesake_same_day', share: 4, make: namesake },
  { category: 'passport_same_number', share: 2, make: sameNumber },
];

function twin(stage: Stage): Scene {
  const [person] = twins(stage);
  return { asked: byId(person), answer: found(stage.world, person) };
}

/** The name of one twin beside the number of the other. */
function idSlip(stage: Stage): Scene {
  const [one, other] = twins(stage);
  return {
    asked: byId(other, { name: one.name }),
    answer: nothing('NEEDS_REVIEW', 'NAME_SIMILAR'),
  };
}

/** Sequences one digit apart (and so another check digit), names with one character between. */
function twins(stage: Stage): [Person, Person] {
  const { random } = stage;
  const surname = draw(random, SURNAMES);
  const given = longGivenName(random, 'F');
  const otherGiven = given.charAt(0) + otherCharacter(random, 'F', given);
  const birth = { born: random.between(3_700, 12_000), region: '330782' };
  const sequence = 800 + 10 * random.between(1, 18) + 2 * random.between(1, 3);
  return [
    stage.person({ ...adult, ...birth, name: surname + given, sequence }),
    stage.person({ ...adult, ...birth, name: surname + otherGiven, sequence: sequence + 2 }),
  ];
}

/** Two 张伟 born on the same day in the same county. */
function namesake(stage: Stage): Scene {
  const { random } = stage;
  const name = random.chance(600) ? '张伟' : '王芳';
  const shared = { ...adult, name, region: '330783', born: random.between(3_700, 12_000) };
  const person = stage.person({ ...shared, population: true });
  stage.person({ ...shared, population: true });
  const asked = random.chance(500) ? byId(person) : byPhone(name, person.phone);
  return { asked, answer: found(stage.world, person, { asked: asked.phone }) };
}

/** One passport number, issued by two states. */
function sameNumber(stage: Stage): Scene {
  const wish = { kind: 'passport', plain: true, stalls: 0, enterprises: 0 } as const;
  const person = stage.person(wish);
  const other = stage.person(wish);
  if (other.population !== undefined) {
    other.population.id_number = person.identity.number;
    other.population.issuing_state = person.identity.issuingState === 'IND' ? 'RUS' : 'IND';
  }
  return { asked: byId(person), answer: found(stage.world, person) };
}

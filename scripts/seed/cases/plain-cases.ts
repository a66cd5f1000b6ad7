import { legacyId } from '../identifiers/resident-id.ts';
import { reordered } from '../names/latin-name.ts';
import type { Kind, Person, Wish } from '../people/person.ts';
import { byId, byPhone } from './asked.ts';
import type { Asked, Case, Scene, Stage } from './case.ts';
import { messy } from './messy.ts';
import { found, nothing } from './truth.ts';

const resident: Wish = { kind: 'resident', plain: true, minor: false };

/** Who is found by what a clerk usually knows. */
export const PLAIN_CASES: readonly Case[] = [
  { category: 'clean', share: 36, make: (stage) => foundById(stage, stage.person(resident)) },
  { category: 'messy_format', share: 18, make: messyFormat },
  { category: 'id_15_digits', share: 4, make: legacy },
  { category: 'in_no_register', share: 11, make: inNoRegister },
  { category: 'name_and_phone', share: 14, make: nameAndPhone },
  { category: 'foreign_pr_id', share: 5, make: (stage) => foreigner(stage, 'permanent') },
  { category: 'hmt_permit', share: 5, make: (stage) => foreigner(stage, 'permit') },
  { category: 'passport', share: 5, make: (stage) => foreigner(stage, 'passport') },
  { category: 'passport_name_order', share: 10, make: nameOrder },
];

/** Asked by ID, in a third of cases with the phone beside it. */
function foundById(stage: Stage, person: Person): Scene {
  const phone = stage.random.chance(300) ? person.phone : '';
  return {
    asked: byId(person, { phone }),
    answer: found(stage.world, person, { asked: phone }),
  };
}

function messyFormat(stage: Stage): Scene {
  const person = stage.person(resident);
  const asked = messy(stage.random, byId(person, { phone: person.phone }));
  return { asked, answer: found(stage.world, person, { asked: person.phone }) };
}

/** The court knows the number in its old form; the registers hold the new one. */
function legacy(stage: Stage): Scene {
  const person = stage.person({ ...resident, born: -stage.random.between(100, 8_000) });
  const number = legacyId(person.identity.number) ?? person.identity.number;
  return {
    asked: byId(person, { id_number: number }),
    answer: found(stage.world, person),
  };
}

function inNoRegister(stage: Stage): Scene {
  return { asked: byId(stage.stranger(resident)), answer: nothing('NOT_FOUND') };
}

/** No ID number: the phone stands with it in population or mall, the rest comes by the second hop. */
function nameAndPhone(stage: Stage): Scene {
  const stalls = stage.random.chance(600) ? 1 : 0;
  const person = stage.person({ ...resident, population: true, stalls });
  return {
    asked: byPhone(person.name, person.phone),
    answer: found(stage.world, person, { asked: person.phone }),
  };
}

function foreigner(stage: Stage, kind: Kind): Scene {
  return foundById(stage, stage.person({ kind, plain: true }));
}

function nameOrder(stage: Stage): Scene {
  const person = stage.person({ kind: 'passport', plain: true });
  const name = reordered(stage.random, person.name);
  const folded = name.toUpperCase() === person.name;
  const asked: Asked = byId(person, { name });
  return { asked, answer: found(stage.world, person, { flags: folded ? [] : ['NAME_VARIANT'] }) };
}

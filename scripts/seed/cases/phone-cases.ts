import { isoOf } from '../base/days.ts';
import { unlikeName } from '../names/near-names.ts';
import type { Person } from '../people/person.ts';
import { byId, byPhone } from './asked.ts';
import type { Case, Scene, Stage } from './case.ts';
import { found, nothing } from './truth.ts';

const adult = { kind: 'resident', plain: true, minor: false } as const;
const alone = { ...adult, stalls: 0, enterprises: 0 } as const;

/** One phone, several people. */
export const PHONE_CASES: readonly Case[] = [
  { category: 'phone_reassigned', share: 5, make: reassigned },
  { category: 'phone_taken_over', share: 3, make: takenOver },
  { category: 'phone_of_another', share: 9, make: ofAnother },
  { category: 'phone_of_another_with_id', share: 3, make: ofAnotherWithId },
  { category: 'spouse_same_phone', share: 4, make: spouse },
  { category: 'spouse_same_phone_newer', share: 2, make: spouseNewer },
];

/** The party's old phone went to somebody else last month. */
function reassigned(stage: Stage): Scene {
  const { random, world } = stage;
  const lost = stage.stranger().phone;
  const person = stage.person({ ...adult, stalls: 1, enterprises: 0 });
  const [stall] = person.stalls;
  const ago = isoOf(world.asOf - random.between(400, 900));
  if (random.chance(400) && person.police !== undefined) {
    Object.assign(person.police, { phone: lost, updated_on: ago });
  } else if (stall !== undefined) {
    const lease_from = isoOf(world.asOf - 1_300);
    Object.assign(stall, { phone: lost, lease_from, lease_to: ago, updated_on: ago });
  }
  holdSince(stage, lost);
  const phone = random.chance(300) ? lost : '';
  return {
    asked: byId(person, { phone }),
    answer: found(world, person, { asked: phone, flags: ['PHONE_REASSIGNED'], lost: [lost] }),
  };
}

/** Somebody else, in whose newest entry the phone stands. */
function holdSince(stage: Stage, phone: string): void {
  const holder = stage.person({ ...adult, population: true, stalls: 1 });
  const recently = isoOf(stage.world.asOf - stage.random.between(5, 40));
  const [stall] = holder.stalls;
  const register = stage.random.pick(['police', 'population', 'mall']);
  if (register === 'police' && holder.police !== undefined) {
    Object.assign(holder.police, { phone, updated_on: recently });
  } else if (register === 'mall' && stall !== undefined) {
    Object.assign(stall, { phone, updated_on: recently, lease_to: isoOf(stage.world.asOf + 300) });
  } else if (holder.population !== undefined) {
    Object.assign(holder.population, { phone, registered_on: recently });
  }
}

/** The party got the phone of somebody whose older entry still has it. */
function takenOver(stage: Stage): Scene {
  const { random, world } = stage;
  const person = stage.person({ ...adult, population: true });
  const previous = stage.person({ ...alone, name: unlikeName(random, 'M', person.name) });
  const updated_on = isoOf(world.asOf - random.between(1_600, 3_000));
  if (previous.police !== undefined) {
    Object.assign(previous.police, { phone: person.phone, updated_on });
  }
  return askedEitherWay(stage, person);
}

function ofAnother(stage: Stage): Scene {
  const holder = stage.person({ ...adult, population: true });
  const name = unlikeName(stage.random, 'F', holder.name);
  return {
    asked: byPhone(name, holder.phone),
    answer: nothing('NEEDS_REVIEW', 'PHONE_HELD_BY_ANOTHER'),
  };
}

/** An ID number that no register holds beside somebody else's phone. */
function ofAnotherWithId(stage: Stage): Scene {
  const holder = stage.person({ ...adult, population: true });
  const name = unlikeName(stage.random, 'M', holder.name);
  return {
    asked: byId(stage.stranger({ ...adult, name }), { phone: holder.phone }),
    answer: nothing('NEEDS_REVIEW', 'PHONE_HELD_BY_ANOTHER'),
  };
}

/** A household with one phone; the party's own entry is the newest. */
function spouse(stage: Stage): Scene {
  const person = stage.person({ ...alone, population: true });
  share(stage, person, stage.random.between(200, 900));
  refresh(stage, person, stage.random.between(3, 19));
  return askedEitherWay(stage, person);
}

/** The spouse's entry is newer: by §4 the phone is another's now and no contact. */
function spouseNewer(stage: Stage): Scene {
  const person = stage.person({ ...alone, population: true });
  refresh(stage, person, stage.random.between(40, 90));
  share(stage, person, 2);
  const options = { flags: ['PHONE_REASSIGNED'], lost: [person.phone] };
  return { asked: byId(person), answer: found(stage.world, person, options) };
}

/** Adds the spouse, whose police entry with the common phone is so many days old. */
function share(stage: Stage, person: Person, ago: number): void {
  const name = unlikeName(stage.random, person.sex === 'M' ? 'F' : 'M', person.name);
  const other = stage.person({ ...alone, name, population: false });
  if (other.police === undefined) return;
  other.police.phone = person.phone;
  other.police.updated_on = isoOf(stage.world.asOf - ago);
  other.police.hukou_address = person.police?.hukou_address ?? '';
}

function refresh(stage: Stage, person: Person, ago: number): void {
  if (person.police === undefined) return;
  person.police.phone = person.phone;
  person.police.updated_on = isoOf(stage.world.asOf - ago);
}

function askedEitherWay(stage: Stage, person: Person): Scene {
  const asked = stage.random.chance(500) ? byId(person) : byPhone(person.name, person.phone);
  return { asked, answer: found(stage.world, person, { asked: asked.phone }) };
}

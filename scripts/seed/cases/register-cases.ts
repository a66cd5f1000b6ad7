import { dayOf } from '../base/days.ts';
import { legacyId } from '../identifiers/resident-id.ts';
import { traditionalForm } from '../names/variant-forms.ts';
import type { Person } from '../people/person.ts';
import { ABOLISHED_REGIONS } from '../places/regions.ts';
import { byId, byPhone } from './asked.ts';
import type { Case, Scene, Stage } from './case.ts';
import { found } from './truth.ts';

const adult = { kind: 'resident', plain: true, minor: false } as const;
const LEAP_YEARS = ['1952', '1960', '1968', '1976', '1984', '1992', '2000', '2004'] as const;

/** What registers hold in other forms than they should. */
export const REGISTER_CASES: readonly Case[] = [
  { category: 'mall_record_without_id', share: 9, make: withoutId },
  { category: 'mall_without_id_second_hop', share: 4, make: secondHop },
  { category: 'mall_without_id_unreachable', share: 2, make: unreachable },
  { category: 'mall_without_id_only', share: 2, make: mallOnly },
  { category: 'register_15_digits', share: 4, make: legacyInRegisters },
  { category: 'several_stalls', share: 3, make: (stage) => foundById(stage, { stalls: 3 }) },
  {
    category: 'several_enterprises',
    share: 3,
    make: (stage) => foundById(stage, { enterprises: 3 }),
  },
  { category: 'leap_day', share: 2, make: leapDay },
  { category: 'abolished_county', share: 4, make: abolishedCounty },
];

function withoutId(stage: Stage): Scene {
  const person = stage.person({ ...adult, stalls: 1 });
  forgetId(stage, person);
  return {
    asked: byId(person, { phone: person.phone }),
    answer: found(stage.world, person, { asked: person.phone }),
  };
}

/** The phone under which the stall stands comes from the population register. */
function secondHop(stage: Stage): Scene {
  const person = stage.person({ ...adult, stalls: 1, population: true });
  forgetId(stage, person);
  return { asked: byId(person), answer: found(stage.world, person) };
}

/** Nothing that is known leads to the stall; it is the party's all the same. */
function unreachable(stage: Stage): Scene {
  const person = stage.person({ ...adult, stalls: 1, population: true });
  forgetId(stage, person);
  for (const stall of person.stalls) stall.phone = stage.stranger().phone;
  return { asked: byId(person), answer: found(stage.world, person) };
}

/** No other register knows the tenant. */
function mallOnly(stage: Stage): Scene {
  const foreigner = { kind: 'passport', plain: true, population: false, enterprises: 0 } as const;
  const person = stage.person({ ...foreigner, stalls: 1 });
  forgetId(stage, person);
  return {
    asked: byPhone(person.name, person.phone),
    answer: found(stage.world, person, { asked: person.phone }),
  };
}

function forgetId(stage: Stage, person: Person): void {
  for (const stall of person.stalls) {
    Object.assign(stall, { tenant_id_type: '', tenant_id_number: '', tenant_issuing_state: '' });
    const old = stage.random.chance(200) ? traditionalForm(stall.tenant_name) : undefined;
    stall.tenant_name = old ?? stall.tenant_name;
  }
}

function legacyInRegisters(stage: Stage): Scene {
  const born = -stage.random.between(100, 8_000);
  const person = stage.person({ ...adult, born, population: true, stalls: 1 });
  const number = legacyId(person.identity.number) ?? person.identity.number;
  if (person.population !== undefined) person.population.id_number = number;
  for (const stall of person.stalls) stall.tenant_id_number = number;
  return { asked: byId(person), answer: found(stage.world, person) };
}

function leapDay(stage: Stage): Scene {
  const born = dayOf(`${stage.random.pick(LEAP_YEARS)}-02-29`);
  return foundById(stage, { born });
}

function abolishedCounty(stage: Stage): Scene {
  const region = ABOLISHED_REGIONS[stage.random.int(ABOLISHED_REGIONS.length)];
  return foundById(stage, region === undefined ? {} : { region: region.code });
}

function foundById(stage: Stage, wish: Parameters<Stage['person']>[0]): Scene {
  const person = stage.person({ ...adult, ...wish });
  return { asked: byId(person), answer: found(stage.world, person) };
}

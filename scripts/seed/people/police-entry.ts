import { isoOf } from '../base/days.ts';
import type { Random } from '../base/random.ts';
import { longGivenName } from '../names/han-name.ts';
import { homeAddress } from '../places/addresses.ts';
import type { Registration } from './identity.ts';
import type { Person, Wish } from './person.ts';
import type { PoliceRow } from './rows.ts';
import type { World } from './world.ts';

/** Older entries than this hold a number from before the person changed it. */
const PHONE_CHANGED = 1_100;

export function policeEntry(
  world: World,
  random: Random,
  person: Person,
  registration: Registration,
  wish: Wish,
  formerPhone: string,
): PoliceRow {
  const age = random.chance(300) ? random.between(1_101, 4_000) : random.between(5, 1_100);
  const dead = !wish.plain && random.chance(28);
  const renamed = !wish.plain && person.surnameLength > 0 && random.chance(20);
  return {
    id_type: 'RESIDENT_ID',
    id_number: registration.number,
    issuing_state: '',
    name: person.name,
    former_name: renamed ? formerName(random, person) : '',
    sex: person.sex,
    birth_date: isoOf(registration.born),
    hukou_address: homeAddress(random, registration.region),
    phone: age > PHONE_CHANGED ? formerPhone : person.phone,
    deceased_on: dead ? isoOf(world.asOf - random.between(30, 900)) : '',
    protected: !wish.plain && random.chance(10) ? 'true' : '',
    updated_on: isoOf(world.asOf - age),
  };
}

/** A name with the same surname and a given name of two characters that the person no longer has. */
export function formerName(random: Random, person: Person): string {
  const surname = person.name.slice(0, person.surnameLength);
  for (;;) {
    const given = longGivenName(random, person.sex);
    if (!Array.from(given).some((character) => person.name.includes(character)))
      return surname + given;
  }
}

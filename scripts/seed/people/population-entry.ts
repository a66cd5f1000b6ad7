import { isoOf } from '../base/days.ts';
import type { Random } from '../base/random.ts';
import { legacyId } from '../identifiers/resident-id.ts';
import { cityAddress } from '../places/addresses.ts';
import type { Person } from './person.ts';
import type { PopulationRow } from './rows.ts';
import type { World } from './world.ts';

/** Registered for about a year: left to the cases that test that day. */
const AROUND_A_YEAR = { from: 362, to: 370 };

export function populationEntry(world: World, random: Random, person: Person): PopulationRow {
  const drawn = random.between(20, 1_500);
  const age = drawn < AROUND_A_YEAR.from || drawn > AROUND_A_YEAR.to ? drawn : drawn + 30;
  const lapsed = random.chance(200);
  return {
    id_type: person.identity.type,
    id_number: writtenNumber(random, person, 10),
    issuing_state: person.identity.issuingState,
    name: person.name,
    phone: person.phone,
    residence_address: cityAddress(random),
    registered_on: isoOf(world.asOf - age),
    expires_on: isoOf(world.asOf + (lapsed ? -random.between(5, 300) : random.between(10, 360))),
  };
}

/** The number as typed: in `per1000` of cases in its 15-digit form, where the person has one. */
export function writtenNumber(random: Random, person: Person, per1000: number): string {
  const { type, number } = person.identity;
  if (type !== 'RESIDENT_ID' || !random.chance(per1000)) return number;
  return legacyId(number) ?? number;
}

import { isoOf } from '../base/days.ts';
import type { Random } from '../base/random.ts';
import type { Person } from '../people/person.ts';
import { writtenNumber } from '../people/population-entry.ts';
import type { TelecomRow } from '../people/rows.ts';
import type { World } from '../people/world.ts';

const OPERATORS = ['CMCC', 'CMCC', 'CMCC', 'CUCC', 'CTCC'] as const;

/** A number in service under this person since years ago, seen in the last two months. */
export function lineRow(
  world: World,
  random: Random,
  person: Person,
  change: Partial<TelecomRow> = {},
): TelecomRow {
  const { type, issuingState } = person.identity;
  return {
    operator: random.pick(OPERATORS),
    phone: person.phone,
    id_type: type,
    id_number: writtenNumber(random, person, 10),
    issuing_state: issuingState,
    name: person.name,
    status: 'ACTIVE',
    assigned_on: isoOf(world.asOf - random.between(1_200, 5_000)),
    last_active_on: isoOf(world.asOf - random.between(1, 60)),
    ...change,
  };
}

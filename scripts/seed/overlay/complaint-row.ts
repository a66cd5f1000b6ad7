import { isoOf } from '../base/days.ts';
import type { Random } from '../base/random.ts';
import { shopName } from '../people/market-entry.ts';
import type { Person } from '../people/person.ts';
import { writtenNumber } from '../people/population-entry.ts';
import type { ComplaintRow } from '../people/rows.ts';
import type { World } from '../people/world.ts';
import { cityAddress } from '../places/addresses.ts';

/** A complaint that this person answered so many days ago, with their number in use. */
export function complaintRow(
  world: World,
  random: Random,
  person: Person,
  ago: number,
  change: Partial<ComplaintRow> = {},
): ComplaintRow {
  const { type, issuingState } = person.identity;
  return {
    complaint_no: `12315-${String(person.index)}-${String(random.between(10_000, 99_999))}`,
    uscc: '',
    shop_name: `${shopName(random)}商行`,
    merchant_name: person.name,
    merchant_id_type: type,
    merchant_id_number: writtenNumber(random, person, 20),
    merchant_issuing_state: issuingState,
    phone: person.phone,
    service_address: cityAddress(random),
    answered_on: isoOf(world.asOf - ago),
    ...change,
  };
}

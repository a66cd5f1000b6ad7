import { isoOf } from '../base/days.ts';
import type { Random } from '../base/random.ts';
import { boothAddress, cityAddress } from '../places/addresses.ts';
import { withOtherDot } from '../names/minority-name.ts';
import { traditionalForm } from '../names/variant-forms.ts';
import { shopName } from './market-entry.ts';
import type { Person, Wish } from './person.ts';
import { writtenNumber } from './population-entry.ts';
import type { MallRow } from './rows.ts';
import type { World } from './world.ts';

/** The stall `nth` of a tenant, run by `code` where it belongs to an enterprise. */
export function mallEntry(
  world: World,
  random: Random,
  person: Person,
  nth: number,
  code: string,
  wish: Wish,
): MallRow {
  const index = person.index * 4 + nth;
  const { type, issuingState } = person.identity;
  const anonymous = !wish.plain && random.chance(160);
  return {
    booth_no: `${random.between(1, 5)}-${random.between(1, 4)}-${index + 10_000}`,
    booth_address: boothAddress(index, world.seed),
    shop_name: `${shopName(random)}商行`,
    uscc: code,
    tenant_name: typedName(random, person.name, anonymous),
    tenant_id_type: anonymous ? '' : type,
    tenant_id_number: anonymous ? '' : writtenNumber(random, person, 45),
    tenant_issuing_state: anonymous ? '' : issuingState,
    phone: person.phone,
    correspondence_address: cityAddress(random),
    ...lease(world, random),
  };
}

type Lease = Pick<MallRow, 'lease_from' | 'lease_to' | 'updated_on'>;

/** Four of five run on; of the others most ended longer than a year ago. */
function lease(world: World, random: Random): Lease {
  if (random.chance(800)) return currentLease(world, random);
  const ago = random.chance(700) ? random.between(400, 730) : random.between(30, 330);
  return {
    lease_from: isoOf(world.asOf - ago - random.between(360, 900)),
    lease_to: isoOf(world.asOf - ago),
    updated_on: isoOf(world.asOf - ago),
  };
}

function currentLease(world: World, random: Random): Lease {
  return {
    lease_from: isoOf(world.asOf - random.between(100, 360)),
    lease_to: isoOf(world.asOf + random.between(20, 700)),
    updated_on: isoOf(world.asOf - random.between(3, 95)),
  };
}

function typedName(random: Random, name: string, anonymous: boolean): string {
  if (name.includes('·') && random.chance(150)) return withOtherDot(random, name);
  return (random.chance(anonymous ? 150 : 10) ? traditionalForm(name) : undefined) ?? name;
}

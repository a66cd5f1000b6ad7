import { isoOf } from '../base/days.ts';
import type { Random } from '../base/random.ts';
import { draw } from '../base/weighted.ts';
import { landline, mobile } from '../identifiers/phone.ts';
import { uscc } from '../identifiers/uscc.ts';
import { GIVEN_CHARACTERS } from '../names/han-tables.ts';
import { cityAddress } from '../places/addresses.ts';
import type { Person } from './person.ts';
import { writtenNumber } from './population-entry.ts';
import type { MarketRow } from './rows.ts';
import type { World } from './world.ts';

const TRADES = ['饰品', '玩具', '五金', '针织', '进出口', '电子商务', '日用百货', '箱包'] as const;
const FORMS = ['商行', '厂', '有限公司'] as const;

/** The enterprise `nth` of a person; each has a code and a contact phone of its own. */
export function marketEntry(world: World, random: Random, person: Person, nth: number): MarketRow {
  const index = person.index * 4 + nth;
  const form = random.pick(FORMS);
  const department = form === '有限公司' || random.chance(500) ? '91' : '92';
  const region = random.chance(600) ? '330702' : '330782';
  const status = random.chance(900) ? 'ACTIVE' : random.chance(650) ? 'DEREGISTERED' : 'REVOKED';
  return {
    uscc: uscc(index, world.seed, department, region),
    enterprise_name: `义乌市${shopName(random)}${random.pick(TRADES)}${form}`,
    status,
    registered_address: cityAddress(random),
    legal_rep_name: person.name,
    legal_rep_id_type: person.identity.type,
    legal_rep_id_number: writtenNumber(random, person, 20),
    legal_rep_issuing_state: person.identity.issuingState,
    contact_phone: contactPhone(world, random, person, nth),
    updated_on: isoOf(world.asOf - random.between(10, 1_200)),
  };
}

/** Two characters that shops like. */
export function shopName(random: Random): string {
  return draw(random, GIVEN_CHARACTERS.M) + draw(random, GIVEN_CHARACTERS.F);
}

function contactPhone(world: World, random: Random, person: Person, nth: number): string {
  if (random.chance(650)) return person.phone;
  const index = person.index * 4 + nth;
  return random.chance(500) ? landline(index, world.seed) : mobile(index * 2 + 1, world.seed);
}

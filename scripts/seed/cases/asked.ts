import type { Person } from '../people/person.ts';
import type { MarketRow } from '../people/rows.ts';
import type { Asked } from './case.ts';

/** Asks by name and ID number. */
export function byId(person: Person, changed: Partial<Asked> = {}): Asked {
  return {
    party_type: 'PERSON',
    name: person.name,
    id_type: person.identity.type,
    id_number: person.identity.number,
    issuing_state: person.identity.issuingState,
    phone: '',
    ...changed,
  };
}

/** Asks by name and phone. */
export function byPhone(name: string, phone: string): Asked {
  return { party_type: 'PERSON', name, id_type: '', id_number: '', issuing_state: '', phone };
}

/** Asks about an enterprise. */
export function byCode(enterprise: MarketRow): Asked {
  return {
    party_type: 'ORGANISATION',
    name: enterprise.enterprise_name,
    id_type: 'USCC',
    id_number: enterprise.uscc,
    issuing_state: '',
    phone: '',
  };
}

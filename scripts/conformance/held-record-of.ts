import type { HeldRecord } from '../../subgraphs/kit/matching/held-record.ts';
import type { HeldPerson } from './vector-files.ts';

/** A line of a register file as the kit takes it. */
export function heldRecordOf(person: HeldPerson): HeldRecord {
  const { name, formerNames, id, birthDate, deceased, phone, observedOn, contacts } = person;
  return {
    holder: {
      ...{ name, formerNames, deceased, protected: person.protected },
      ...(id && { id }),
      ...(birthDate === undefined ? {} : { birthDate }),
    },
    ...{ organisation: person.organisation, observedOn, contacts },
    ...(phone === undefined ? {} : { phone }),
  };
}

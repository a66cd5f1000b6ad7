import type { Random } from '../base/random.ts';
import type { Person, Wish } from '../people/person.ts';
import type { PartyRow } from '../people/rows.ts';
import type { World } from '../people/world.ts';

export type Contact = readonly ['PHONE' | 'ADDRESS', string];

/** The true answer to one row of the list, as `expected.jsonl` has it. */
export type Answer = {
  status: 'FOUND' | 'NOT_FOUND' | 'NEEDS_REVIEW' | 'BLOCKED' | 'REJECTED';
  /** Flags that must be among those given. */
  flags: string[];
  required: Contact[];
  allowed: Contact[];
  /** Absent where more than one answer is right. */
  best?: string;
};

/** What the court writes down of a party. */
export type Asked = Pick<
  PartyRow,
  'party_type' | 'name' | 'id_type' | 'id_number' | 'issuing_state' | 'phone'
>;

export type Scene = { asked: Asked; answer: Answer };

/** Where a case is set up. */
export type Stage = {
  world: World;
  random: Random;
  /** Somebody whom the registers hold. */
  person: (wish?: Wish) => Person;
  /** Somebody whom no register holds. */
  stranger: (wish?: Wish) => Person;
};

export type Case = {
  category: string;
  /** How often among 300 parties. */
  share: number;
  make: (stage: Stage) => Scene;
};

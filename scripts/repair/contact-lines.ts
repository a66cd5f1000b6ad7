import { LEAD_RANK } from '../../subgraphs/court/settle/ranked-contact.ts';
import type { ContactReason, ContactRule } from '../../subgraphs/court/settle/ranked-contact.ts';
import { UNKNOWN_DAY } from '../../subgraphs/kit/register/contact-lead-of.ts';
import { aligned } from './aligned.ts';
import type { Contact } from './repair-shape.ts';

/** The order of addresses (Opinions 8 and 9, Interp 4 and 137) and that of phones, in words. */
const WORDS: Readonly<Record<ContactRule | ContactReason, string>> = {
  PHONE_TWO_REGISTERS: 'two or more registers hold it',
  PHONE_ONE_REGISTER: 'one register holds it',
  PHONE_SUSPENDED: 'the line is suspended',
  OTHER_LITIGATION_WITHIN_YEAR: 'given in other litigation or arbitration within a year',
  CIVIL_ACTIVITY_WITHIN_YEAR: 'used in civil activity within a year',
  HABITUAL_RESIDENCE: 'registered residence',
  HOUSEHOLD_REGISTRATION: 'household registration',
  REGISTERED_DOMICILE: 'registered domicile of the organisation',
  LEAD: 'a lead',
  HELD_BY_TWO_REGISTERS: 'two or more registers hold it',
  HELD_BY_ONE_REGISTER: 'one register holds it',
  LEASE_CURRENT: 'the lease is current',
  LEASE_ENDED_WITHIN_YEAR: 'the lease ended within a year',
  UPDATED_WITHIN_YEAR: 'given or updated within a year',
  GIVEN_WITHIN_YEAR: 'given within a year',
  REGISTERED_FOR_A_YEAR: 'registered for a year',
  REGISTERED_UNDER_A_YEAR: 'registered for less than a year',
  REGISTERED_SINCE_UNKNOWN: 'since when it is registered is unknown',
  REGISTERED_HOUSEHOLD: 'the registered household',
  REGISTERED_SEAT: 'the registered seat',
  REGISTRATION_LAPSED: 'the registration has lapsed',
  OLDER_THAN_A_YEAR: 'older than a year',
  STALL_ADDRESS: 'a stall',
  ENTERPRISE_ADDRESS: 'of an enterprise that the party represents',
  OTHER_ADDRESS: 'of no kind that the law ranks',
  NOT_AN_ADDRESS_OF_SERVICE: 'no address of service',
  LINE_SUSPENDED: 'suspended by the operator',
  NOT_REVERIFIED: 'not verified again',
};

/** The reason that says what the rule says already. */
const SAID: Readonly<Partial<Record<string, ContactReason>>> = {
  PHONE_TWO_REGISTERS: 'HELD_BY_TWO_REGISTERS',
  PHONE_ONE_REGISTER: 'HELD_BY_ONE_REGISTER',
  PHONE_SUSPENDED: 'LINE_SUSPENDED',
  OTHER_LITIGATION_WITHIN_YEAR: 'GIVEN_WITHIN_YEAR',
  HOUSEHOLD_REGISTRATION: 'REGISTERED_HOUSEHOLD',
  REGISTERED_DOMICILE: 'REGISTERED_SEAT',
};

/** Whether the law gives this contact no rank. */
export function isLead({ rank }: Pick<Contact, 'rank'>): boolean {
  return rank === LEAD_RANK;
}

/**
 * A party's contacts in the order in which the law wants them tried, a line each: the rank, the
 * contact as it is masked, why it has that place, and who holds it and observed it when.
 */
export function contactLines(contacts: readonly Contact[]): string[] {
  const rows = contacts.map((contact, at) => [
    `${String(at + 1)}.`,
    contact.kind === 'PHONE' ? 'phone' : 'address',
    isLead(contact) ? 'lead' : `rank ${String(contact.rank)}`,
    contact.masked,
    why(contact),
    contact.sources.map(sourceOf).join(', '),
  ]);
  return aligned(rows);
}

/** The rule, and what speaks for it besides; of a lead, why it is no more. */
function why({ rule, reasons }: Contact): string {
  const said =
    rule === 'LEAD' ? reasons : [rule, ...reasons.filter((reason) => reason !== SAID[rule])];
  return said.map(wordsOf).join(', ');
}

function sourceOf({ agency, observedOn }: Contact['sources'][number]): string {
  return observedOn === UNKNOWN_DAY ? agency : `${agency} ${observedOn}`;
}

/** A code that a newer court has is shown as it is. */
function wordsOf(code: string): string {
  return isKnown(code) ? WORDS[code] : code;
}

function isKnown(code: string): code is keyof typeof WORDS {
  return Object.hasOwn(WORDS, code);
}

import { dayOf } from '../base/days.ts';
import type { Day } from '../base/days.ts';
import { dialledForm } from '../identifiers/phone.ts';
import type { Person } from '../people/person.ts';
import type { MallRow } from '../people/rows.ts';
import type { World } from '../people/world.ts';
import type { Answer, Contact } from './case.ts';

type Options = {
  flags?: string[];
  /** The phone that the court knows. */
  asked?: string;
  /** Phones that went to somebody else since: no contacts. */
  lost?: string[];
};

/**
 * Everything the registers hold of a person, found. Contacts of the person's own entries must come;
 * stall addresses and what stands under an enterprise may (leads, domain.md §6).
 */
export function found(world: World, person: Person, options: Options = {}): Answer {
  const stalls = person.stalls.filter((stall) => reachable(stall, person, options.asked));
  const beyond = person.stalls.filter((stall) => !stalls.includes(stall));
  const required = contacts(
    [
      person.police?.hukou_address,
      person.population?.residence_address,
      ...stalls.map((stall) => stall.correspondence_address),
    ],
    [person.police?.phone, person.population?.phone, ...stalls.map(({ phone }) => phone)],
  );
  const leads = contacts(
    [
      ...person.enterprises.map((enterprise) => enterprise.registered_address),
      ...person.stalls.map((stall) => stall.booth_address),
      ...beyond.map((stall) => stall.correspondence_address),
    ],
    [
      ...person.enterprises.map((enterprise) => enterprise.contact_phone),
      ...beyond.map(({ phone }) => phone),
    ],
  );
  const kept = ([, value]: Contact): boolean => !(options.lost ?? []).includes(value);
  const best = beyond.length > 0 ? undefined : bestAddress(world.asOf, person, stalls);
  return answer(options.flags ?? [], required.filter(kept), leads.filter(kept), best);
}

/** An answer with its contacts once each, in a fixed order. */
export function answer(
  flags: string[],
  required: Contact[],
  leads: Contact[],
  best: string | undefined,
): Answer {
  const base = { status: 'FOUND' as const, flags, required: once(required) };
  const whole = { ...base, allowed: once([...required, ...leads]) };
  return best === undefined ? whole : { ...whole, best };
}

/** An answer that discloses nothing. */
export function nothing(status: Answer['status'], ...flags: string[]): Answer {
  return { status, flags, required: [], allowed: [] };
}

export function contacts(
  addresses: readonly (string | undefined)[],
  phones: readonly (string | undefined)[],
): Contact[] {
  const present = (value: string | undefined): value is string => (value ?? '') !== '';
  return [
    ...addresses.filter(present).map((value) => ['ADDRESS', value] as const),
    ...phones.filter(present).map((value) => ['PHONE', dialledForm(value)] as const),
  ];
}

/** A stall without an ID is reached by a phone the court knows or learns in the first hop (§4). */
function reachable(stall: MallRow, person: Person, asked: string | undefined): boolean {
  if (stall.tenant_id_number !== '') return true;
  const held = person.stalls.filter((other) => other.tenant_id_number !== '');
  const known = [asked, person.police?.phone, person.population?.phone];
  return [...known, ...held.map(({ phone }) => phone)].includes(stall.phone);
}

/** §6: rank 4, the newest first; then rank 5, habitual residence before household registration. */
function bestAddress(asOf: Day, person: Person, stalls: MallRow[]): string | undefined {
  const used = stalls.filter((stall) => withinYear(asOf, stall));
  if (used.length > 0) return newest(used);
  const residence = person.population;
  if (residence !== undefined && habitual(asOf, residence.registered_on, residence.expires_on)) {
    return residence.residence_address;
  }
  return person.police?.hukou_address;
}

function withinYear(asOf: Day, stall: MallRow): boolean {
  const last = Math.max(dayOf(stall.lease_to), dayOf(stall.updated_on));
  return asOf - last <= 365;
}

function habitual(asOf: Day, registered: string, expires: string): boolean {
  return asOf - dayOf(registered) >= 365 && dayOf(expires) >= asOf;
}

/** Undefined when two were updated on one day. */
function newest(stalls: MallRow[]): string | undefined {
  const [first, second] = stalls.toSorted((a, b) => (a.updated_on < b.updated_on ? 1 : -1));
  return first?.updated_on === second?.updated_on ? undefined : first?.correspondence_address;
}

function once(all: Contact[]): Contact[] {
  const byKey = new Map(all.map((contact) => [contact.join(' '), contact]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, contact]) => contact);
}

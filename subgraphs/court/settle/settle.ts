import { REPAIR_FLAGS } from '../../../schema/contract/codes.ts';
import type { RepairFlag } from '../../../schema/contract/codes.ts';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { birthDateOf } from '../../kit/identifiers/birth-date-of.ts';
import { ageOn } from '../../kit/matching/age-on.ts';
import { ADULT } from '../../kit/matching/block-reason.ts';
import { decideStatus } from './decide-status.ts';
import { matchesOf, viewOf } from './finding.ts';
import type { Finding } from './finding.ts';
import { isDead } from './line-findings.ts';
import type { LineFindings } from './line-findings.ts';
import { rankContacts } from './rank-contacts.ts';
import type { RankedContact, SourcedLead } from './ranked-contact.ts';
import type { FirstHopInput, Settlement } from './settlement.ts';

/** What the hops say of phones. Without a second one, only a dead line is withheld. */
export type PhoneFindings = {
  /** Under another person by now. */
  reassigned: ReadonlySet<string>;
  /** Found, but not asked about in the second hop. */
  unfollowed: ReadonlySet<string>;
  /** Every agency answered about these; undefined when no second hop was needed. */
  verified: ReadonlySet<string> | undefined;
  lines: LineFindings;
};

/** Turns one finding for every asked agency into the settlement of the repair. */
export function settle(
  { asked, asOf }: Pick<FirstHopInput, 'asked' | 'asOf'>,
  findings: readonly Finding[],
  phones: PhoneFindings,
): Settlement {
  const leads = leadsOf(findings);
  const contacts = rankContacts(usable(leads, phones), asOf);
  const { status, flags } = decideStatus(asked, findings, contacts.length);
  const disclosed = status === 'FOUND' || status === 'INCOMPLETE';
  const matched = disclosed || status === 'NOT_FOUND';
  const phoneFlags: RepairFlag[] = [
    ...(phones.reassigned.size > 0 ? (['PHONE_REASSIGNED'] as const) : []),
    ...(missesDeadPhone(asked, leads, phones.lines) ? (['PHONE_DEAD'] as const) : []),
  ];
  const representative = matched ? representativeOf(matchesOf(findings)) : undefined;
  return {
    status,
    flags: inOrder([
      ...flags,
      ...(matched ? phoneFlags : []),
      ...openedFlags(asked, status),
      ...(flags.includes('PROTECTED') ? minorFlag(asked, asOf) : []),
    ]),
    agencies: Object.fromEntries(findings.map((finding) => [finding.agency, viewOf(finding)])),
    contacts: disclosed ? doubtsLast(contacts.map((contact) => withDoubt(contact, phones))) : [],
    ...(representative !== undefined && { legalRepresentative: representative }),
  };
}

/** Whatever comes of opening a protected person says that they are one: it is for judges only. */
function openedFlags(asked: AskedParty, status: Settlement['status']): RepairFlag[] {
  return asked.protectionLifted === true && status !== 'BLOCKED' ? ['PROTECTED'] : [];
}

/** An agency names one reason; the guardian of a protected child is to be found all the same. */
function minorFlag({ id }: AskedParty, asOf: string): RepairFlag[] {
  const birth = id && birthDateOf(id);
  return birth !== undefined && ageOn(birth, asOf) < ADULT ? ['MINOR'] : [];
}

function leadsOf(findings: readonly Finding[]): SourcedLead[] {
  return findings.flatMap((finding) =>
    matchesOf([finding]).flatMap((match) =>
      match.contacts.map((lead) => ({
        ...lead,
        agency: finding.agency,
        strength: strengthOf(match),
      })),
    ),
  );
}

/** What may be given, each phone with what is known of its line. */
function usable(leads: readonly SourcedLead[], phones: PhoneFindings): SourcedLead[] {
  const { dead, suspended } = phones.lines;
  const withheld = [phones.reassigned, phones.unfollowed, dead];
  return leads
    .filter(({ value }) => !withheld.some((values) => values.has(value)))
    .map((lead) => (suspended.has(lead.value) ? { ...lead, lineState: 'SUSPENDED' } : lead));
}

/**
 * Whether a dead line is one that the court knows or that some register would have given as a
 * contact. A number that its operator alone remembers is missed by nobody.
 */
function missesDeadPhone(
  asked: AskedParty,
  leads: readonly SourcedLead[],
  { dead }: LineFindings,
): boolean {
  const known = leads.filter(({ lineState = 'UNKNOWN' }) => !isDead(lineState));
  return [asked.phone, ...known.map(({ value }) => value)].some(
    (value) => value !== undefined && dead.has(value),
  );
}

function strengthOf({ evidence = [] }: PartyAnswer): number {
  return evidence.reduce((bits, part) => bits + part.bits, 0);
}

/** Says of a phone that not every agency was asked, or answered, whether it was reassigned. */
function withDoubt(contact: RankedContact, { verified }: PhoneFindings): RankedContact {
  if (contact.kind !== 'PHONE' || (verified?.has(contact.value) ?? true)) return contact;
  return { ...contact, reasons: [...contact.reasons, 'NOT_REVERIFIED'] };
}

/** Of phones of one rank those of which everybody was asked come first, whichever is newer. */
function doubtsLast(contacts: readonly RankedContact[]): RankedContact[] {
  const isDoubtful = ({ reasons }: RankedContact) => Number(reasons.includes('NOT_REVERIFIED'));
  return contacts.toSorted((a, b) =>
    a.kind === b.kind && a.rank === b.rank ? isDoubtful(a) - isDoubtful(b) : 0,
  );
}

function representativeOf(matches: readonly PartyAnswer[]): string | undefined {
  return matches.flatMap((match) => match.legalRepresentative ?? [])[0];
}

/** Each flag once, in the order of the contract. */
function inOrder(flags: readonly RepairFlag[]): RepairFlag[] {
  return REPAIR_FLAGS.filter((flag) => flags.includes(flag));
}

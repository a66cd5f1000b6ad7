import { REPAIR_FLAGS } from '../../../schema/contract/codes.ts';
import type { RepairFlag } from '../../../schema/contract/codes.ts';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { birthDateOf } from '../../kit/identifiers/birth-date-of.ts';
import { isMinor } from '../../kit/matching/is-minor.ts';
import { decideStatus } from './decide-status.ts';
import { matchesOf, viewOf, viewOfBlock } from './finding.ts';
import type { Finding } from './finding.ts';
import { flaggedPhones } from './flagged-phones.ts';
import type { LineFindings } from './line-findings.ts';
import { rankContacts } from './rank-contacts.ts';
import type { SourcedLead } from './ranked-contact.ts';
import type { FirstHopInput, Settlement } from './settlement.ts';

/** What the hops say of phones. Without a second one, only a dead line is withheld. */
export type PhoneFindings = {
  /** Under another person by now. */
  reassigned: ReadonlySet<string>;
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
  const leftOut = matched ? flaggedPhones(asked, leads, phones) : [];
  const view = status === 'BLOCKED' && flags.includes('PROTECTED') ? viewOfBlock : viewOf;
  const representative = matched ? representativeOf(matchesOf(findings)) : undefined;
  return {
    status,
    flags: inOrder([
      ...flags,
      ...leftOut.map(({ flag }) => flag),
      ...openedFlags(asked, status),
      ...(flags.includes('PROTECTED') ? minorFlag(asked, asOf) : []),
    ]),
    agencies: Object.fromEntries(findings.map((finding) => [finding.agency, view(finding)])),
    contacts: disclosed ? contacts : [],
    leftOut,
    ...(representative !== undefined && { legalRepresentative: representative }),
  };
}

/** Whatever comes of opening a protected person says that they are one: it is for judges only. */
function openedFlags(asked: AskedParty, status: Settlement['status']): RepairFlag[] {
  return asked.protectionLifted === true && status !== 'BLOCKED' ? ['PROTECTED'] : [];
}

/** An agency names one reason; the guardian of a protected child is to be found all the same. */
function minorFlag({ id }: AskedParty, asOf: string): RepairFlag[] {
  return isMinor(id && birthDateOf(id), asOf) ? ['MINOR'] : [];
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

/**
 * What may be given, each phone with what is known of its line, and whether every agency was asked,
 * and answered, who holds it by now.
 */
function usable(leads: readonly SourcedLead[], phones: PhoneFindings): SourcedLead[] {
  const { dead, suspended } = phones.lines;
  const withheld = [phones.reassigned, dead];
  return leads
    .filter(({ value }) => !withheld.some((values) => values.has(value)))
    .map((lead) => ({
      ...lead,
      ...(suspended.has(lead.value) && { lineState: 'SUSPENDED' }),
      ...(phones.verified?.has(lead.value) === false && { notReverified: true }),
    }));
}

function strengthOf({ evidence = [] }: PartyAnswer): number {
  return evidence.reduce((bits, part) => bits + part.bits, 0);
}

function representativeOf(matches: readonly PartyAnswer[]): string | undefined {
  return matches.flatMap((match) => match.legalRepresentative ?? [])[0];
}

/** Each flag once, in the order of the contract. */
function inOrder(flags: readonly RepairFlag[]): RepairFlag[] {
  return REPAIR_FLAGS.filter((flag) => flags.includes(flag));
}

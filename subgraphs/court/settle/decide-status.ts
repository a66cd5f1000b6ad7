import type { RepairFlag } from '../../../schema/contract/codes.ts';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { matchesOf } from './finding.ts';
import type { Finding } from './finding.ts';
import { knownIds } from './known-ids.ts';
import type { Settlement } from './settlement.ts';
import { travellingFlags } from './travelling-flags.ts';

/** The verdict of section 5; flags may repeat. */
export type Decision = {
  status: Settlement['status'];
  flags: RepairFlag[];
};

/**
 * Status and flags by section 5. What stops contact outweighs what a human must decide, and both
 * outweigh an agency that did not answer: nothing is disclosed while either stands, and asking
 * again is no cure. A silent agency outweighs everything that speaks of all agencies: FOUND,
 * NOT_FOUND, and a phone that stands under others everywhere. An agency that keeps back a kind of
 * contact has answered, but may hold what was not found: NOT_FOUND, on which "whereabouts unknown" is
 * certified, is then INCOMPLETE.
 *
 * `usable` is the number of contacts that may be given.
 */
export function decideStatus(
  asked: AskedParty,
  findings: readonly Finding[],
  usable: number,
): Decision {
  const matches = matchesOf(findings);
  const stopped = stop(findings) ?? review(findings) ?? severalPeople(asked, matches);
  if (stopped !== undefined) return stopped;
  const flags = travellingFlags(asked.partyType, matches);
  if (findings.some(({ status }) => status !== 'ANSWERED')) return { status: 'INCOMPLETE', flags };
  if (usable > 0) return { status: 'FOUND', flags };
  if (matches.length === 0 && findings.some(phoneOfAnother)) return heldByAnother();
  const keptBack = findings.some(({ withheld }) => withheld.length > 0);
  return { status: keptBack ? 'INCOMPLETE' : 'NOT_FOUND', flags };
}

/** One agency that says BLOCKED blocks, whatever the others say. */
function stop(findings: readonly Finding[]): Decision | undefined {
  const blocked = findings.filter(({ outcome }) => outcome === 'BLOCKED');
  if (blocked.length === 0) return undefined;
  const flags = blocked.flatMap(({ decisive }) => decisive.flatMap((one) => one.blockedBy ?? []));
  return { status: 'BLOCKED', flags };
}

/** A doubt that is still there outweighs a match elsewhere. */
function review(findings: readonly Finding[]): Decision | undefined {
  const doubts = findings.filter(({ outcome }) => outcome === 'CONFLICT' || outcome === 'REVIEW');
  if (doubts.length === 0) return undefined;
  return {
    status: 'NEEDS_REVIEW',
    flags: doubts.flatMap(({ decisive }) => decisive.flatMap(doubt)),
  };
}

/**
 * A REVIEW under an equal name says that several people of that name share the phone; one under a
 * similar name that only the phone speaks for is a doubt about both.
 */
function doubt({ outcome, elements }: PartyAnswer): RepairFlag[] {
  if (outcome === 'CONFLICT') return ['NAME_MISMATCH'];
  if (elements.name !== 'SIMILAR') return ['PHONE_HELD_BY_ANOTHER'];
  return elements.idNumber === 'MATCH'
    ? ['NAME_SIMILAR']
    : ['NAME_SIMILAR', 'PHONE_HELD_BY_ANOTHER'];
}

/** Two ID numbers for one name and phone: it is not known which of the two people is meant. */
function severalPeople(asked: AskedParty, matches: readonly PartyAnswer[]): Decision | undefined {
  return knownIds(asked, matches).length > 1 ? heldByAnother() : undefined;
}

function heldByAnother(): Decision {
  return { status: 'NEEDS_REVIEW', flags: ['PHONE_HELD_BY_ANOTHER'] };
}

function phoneOfAnother({ decisive }: Finding): boolean {
  return decisive.some(({ elements }) => elements.phone === 'MISMATCH');
}

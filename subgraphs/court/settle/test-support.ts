import type { Elements, ContactLead, PartyAnswer } from '../../../schema/contract/reply.ts';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import type { SourcedLead } from './ranked-contact.ts';
import type { AgencyReply, FirstHopInput, FirstHopResult, Settlement } from './settlement.ts';

/** The day by which the examples are judged. */
export const AS_OF = '2026-11-20';
export const AGENCIES = ['police', 'population', 'market', 'mall'];
export const PHONE = '+8613800000001';
export const OTHER_PHONE = '+8613800000002';
export const ID = { type: 'RESIDENT_ID', number: '11010519491231002X' } as const;
export const OTHER_ID = { type: 'RESIDENT_ID', number: '440524188001010014' } as const;

/** A person asked about by name and ID number. */
export const BY_ID: AskedParty = {
  ref: '12',
  caseNo: '(2026)浙0782民初10001号',
  partyType: 'PERSON',
  name: '夏伟勇',
  id: ID,
};
/** The same person asked about by name and phone. */
export const BY_PHONE: AskedParty = {
  ref: '12',
  caseNo: BY_ID.caseNo,
  partyType: 'PERSON',
  name: '夏伟勇',
  phone: PHONE,
};

/** Verdicts on name, ID number and phone. */
export function elements(
  name: Elements['name'],
  idNumber: Elements['idNumber'],
  phone: Elements['phone'],
): Elements {
  return { name, idNumber, phone };
}

export function answer(change: Partial<PartyAnswer> = {}): PartyAnswer {
  return {
    ref: '12',
    outcome: 'NO_RECORD',
    elements: elements('NOT_HELD', 'NOT_HELD', 'NOT_ASKED'),
    contacts: [],
    ...change,
  };
}

export function matched(contacts: ContactLead[], change: Partial<PartyAnswer> = {}): PartyAnswer {
  const verdicts = elements('MATCH', 'MATCH', 'NOT_ASKED');
  return answer({ outcome: 'MATCHED', elements: verdicts, contacts, ...change });
}

export function phone(value: string, observedOn = '2026-01-01'): ContactLead {
  return { kind: 'PHONE', value, basis: 'REGISTERED_PHONE', observedOn };
}

export function household(value: string, observedOn = '2020-01-01'): ContactLead {
  return { kind: 'ADDRESS', value, basis: 'HOUSEHOLD_REGISTRATION', observedOn };
}

/** An address lead of the mall's, unless told otherwise. */
export function address(change: Partial<SourcedLead> = {}): SourcedLead {
  return {
    kind: 'ADDRESS',
    value: '浙江省义乌市福田街道福田路9号',
    basis: 'CORRESPONDENCE_ADDRESS',
    observedOn: AS_OF,
    agency: 'mall',
    ...change,
  };
}

/** Replies of all agencies: NO_RECORD to every question unless `said` has something else. */
export function replies(
  said: Record<string, PartyAnswer | PartyAnswer[] | AgencyReply['status']>,
  questions: readonly AskedParty[] = [BY_ID],
): Map<string, AgencyReply> {
  return new Map(AGENCIES.map((agency) => [agency, replyOf(said[agency], questions)]));
}

function replyOf(
  said: PartyAnswer | PartyAnswer[] | AgencyReply['status'] | undefined,
  questions: readonly AskedParty[],
): AgencyReply {
  if (typeof said === 'string') return { status: said, answers: [] };
  if (Array.isArray(said)) return { status: 'ANSWERED', answers: said };
  const one = said ?? answer();
  return { status: 'ANSWERED', answers: questions.map(({ ref }) => ({ ...one, ref })) };
}

/** Input of the first hop about `asked`. */
export function firstInput(
  said: Parameters<typeof replies>[0],
  asked: AskedParty = BY_ID,
): FirstHopInput {
  return { asked, agencies: AGENCIES, asOf: AS_OF, first: replies(said, [asked]) };
}

/** The settlement of a first hop that must settle. */
export function settledOf(result: FirstHopResult): Settlement {
  if ('follow' in result) throw new Error('expected a settlement, got a follow-up');
  return result.settled;
}

/** The questions of a first hop that must be followed. */
export function questionsOf(result: FirstHopResult): AskedParty[] {
  if ('settled' in result) throw new Error('expected a follow-up, got a settlement');
  return result.follow.questions;
}

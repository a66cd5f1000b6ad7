import { createHash } from 'node:crypto';
import type { Outcome } from '../../../schema/contract/codes.ts';
import type { AskedParty, Warrant } from '../../../schema/contract/warrant.ts';
import type { ServiceEntry, ServiceLedger } from '../ledger/service-ledger.ts';
import type { ReplyBody } from './reply-to-parties.ts';

/** From the weakest to the strongest: what counts of several questions about one party. */
const STRENGTH: readonly Outcome[] = ['NO_RECORD', 'REVIEW', 'CONFLICT', 'MATCHED', 'BLOCKED'];

/** What a pure verification is answered: verdicts, and no outcome. */
const VERIFIED = 'VERIFIED';

/**
 * One entry for each party that was looked up, whatever the number of questions about it: a second
 * hop asks `12-1` and `12-2` of party 12.
 */
export function answeredEntries(
  warrant: Warrant,
  body: ReplyBody,
  { personOf }: Pick<ServiceLedger, 'personOf'>,
  at: Date,
): ServiceEntry[] {
  const terms = termsOf(warrant);
  const common = { at, event: 'INQUIRY_ANSWERED', ...askerOf(warrant) } as const;
  // a ledger writes what is one object once
  const details = new Map<number, ServiceEntry['detail']>();
  const detailOf = (contacts: number) => {
    const detail = details.get(contacts) ?? { ...terms, contacts };
    details.set(contacts, detail);
    return detail;
  };
  const answers = Map.groupBy(body.answers, ({ ref }) => partyOf(ref));
  return [...Map.groupBy(warrant.parties, ({ ref }) => partyOf(ref))].map(([party, questions]) => {
    const given = answers.get(party) ?? [];
    const contacts = given.reduce((sum, answer) => sum + answer.contacts.length, 0);
    return {
      ...common,
      person: personOf(whoOf(questions)),
      caseNo: questions[0]?.caseNo,
      outcome: strongest(given.map(({ outcome }) => outcome)) ?? VERIFIED,
      detail: detailOf(contacts),
    };
  });
}

/** That a reply was given once more. */
export function resentEntry(warrant: Warrant, resumes: string, at: Date): ServiceEntry {
  const detail = { court: warrant.iss, resumes };
  return { at, event: 'INQUIRY_RESENT', ...askerOf(warrant), detail };
}

/** That a warrant could be opened, and was not answered. */
export function unansweredEntry(
  event: 'INQUIRY_REFUSED' | 'INQUIRY_UNAVAILABLE',
  warrant: Warrant,
  outcome: string,
  at: Date,
): ServiceEntry {
  return { at, event, ...askerOf(warrant), outcome, detail: { court: warrant.iss } };
}

function askerOf({ actor, jti: inquiry, purpose }: Warrant) {
  return { actor, inquiry, purpose };
}

function termsOf({ iss: court, role, hop, kinds, legalBasis }: Warrant) {
  const basis = createHash('sha256').update(legalBasis).digest('base64url');
  return { court, role, hop, kinds, basis };
}

function partyOf(ref: string): string {
  return ref.split('-', 1)[0] ?? ref;
}

/** By the ID number where any of the questions has one. */
function whoOf(questions: readonly AskedParty[]) {
  const { id } = questions.find((one) => one.id !== undefined) ?? {};
  const { phone } = questions.find((one) => one.phone !== undefined) ?? {};
  return { id, phone };
}

function strongest(outcomes: readonly Outcome[]): Outcome | undefined {
  return outcomes.toSorted((one, other) => STRENGTH.indexOf(other) - STRENGTH.indexOf(one))[0];
}

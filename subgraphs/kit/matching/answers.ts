import type { BlockReason, Outcome } from '../../../schema/contract/codes.ts';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import { bestName, nameReasonOf } from './best-name.ts';
import type { Candidate } from './candidate.ts';
import { elementsOf } from './elements-of.ts';
import type { Question } from './question.ts';
import { uniteContacts } from './unite-contacts.ts';

/** An answer that discloses nothing but verdicts. `own` are the rows taken for the party's. */
export function closedAnswer(
  question: Question,
  outcome: Exclude<Outcome, 'MATCHED' | 'BLOCKED'>,
  own: readonly Candidate[] = [],
): PartyAnswer {
  return { outcome, ...verdicts(question, own), contacts: [] };
}

/** Contact must stop; who asked learns that and the verdicts. */
export function blockedAnswer(
  question: Question,
  blockedBy: BlockReason,
  own: readonly Candidate[],
): PartyAnswer {
  return { outcome: 'BLOCKED', blockedBy, ...verdicts(question, own), contacts: [] };
}

/** The party was found; `matched` are the rows that are surely theirs, at least one, newest first. */
export function matchedAnswer(
  question: Question,
  own: readonly Candidate[],
  matched: readonly Candidate[],
): PartyAnswer {
  return {
    ...{ outcome: 'MATCHED', ...verdicts(question, own) },
    contacts: uniteContacts(matched.map(({ record }) => record)),
    ...discovered(question, matched),
    ...(question.asked.partyType === 'ORGANISATION' ? organisationFacts(matched) : {}),
  };
}

function verdicts(question: Question, own: readonly Candidate[]) {
  const nameReason = own.length === 0 ? undefined : nameReasonOf(bestName(own));
  return {
    ref: question.asked.ref,
    elements: elementsOf(question, own),
    ...(nameReason === undefined ? {} : { nameReason }),
  };
}

/** What the court did not know: an ID, and the name of today where a former one was asked. */
function discovered(
  { asked }: Question,
  matched: readonly Candidate[],
): Pick<PartyAnswer, 'discovered'> {
  const known = matched.map(({ record }) => record.holder.id).find((id) => id !== undefined);
  const id = asked.id === undefined ? known : undefined;
  const renamed = matched.find(({ name }) => nameReasonOf(name) === 'FORMER_NAME');
  const currentName = renamed?.record.holder.name;
  if (id === undefined && currentName === undefined) return {};
  return {
    discovered: {
      ...(id === undefined ? {} : { id }),
      ...(currentName === undefined ? {} : { currentName }),
    },
  };
}

function organisationFacts(
  matched: readonly Candidate[],
): Pick<PartyAnswer, 'enterpriseStatus' | 'legalRepresentative'> {
  const records = matched.map(({ record }) => record);
  const status = records.find((record) => record.enterpriseStatus !== undefined)?.enterpriseStatus;
  const representative = records.find(
    (record) => record.legalRepresentative !== undefined,
  )?.legalRepresentative;
  return {
    ...(status === undefined ? {} : { enterpriseStatus: status }),
    ...(representative === undefined ? {} : { legalRepresentative: representative }),
  };
}

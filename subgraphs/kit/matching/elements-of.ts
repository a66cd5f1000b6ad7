import type { ElementVerdict } from '../../../schema/contract/codes.ts';
import type { Elements } from '../../../schema/contract/reply.ts';
import { bestName } from './best-name.ts';
import type { Candidate } from './candidate.ts';
import type { Question } from './question.ts';

/** The verdict of each asked element, seen from the rows that are taken for the party's own. */
export function elementsOf(question: Question, own: readonly Candidate[]): Elements {
  return {
    name: nameVerdict(question, own),
    idNumber: idVerdict(question),
    phone: phoneVerdict(question, own),
  };
}

/** With no row taken for the party's own, nothing is said about anybody's name. */
function nameVerdict({ asked }: Question, own: readonly Candidate[]): ElementVerdict {
  if (asked.name === undefined) return 'NOT_ASKED';
  return own.length === 0 ? 'NOT_HELD' : bestName(own).verdict;
}

function idVerdict({ asked, byId }: Question): ElementVerdict {
  if (asked.id === undefined) return 'NOT_ASKED';
  return byId.length > 0 ? 'MATCH' : 'NOT_HELD';
}

/** MISMATCH says that the register holds the phone under somebody else, and no more. */
function phoneVerdict({ asked, byPhone }: Question, own: readonly Candidate[]): ElementVerdict {
  if (asked.phone === undefined) return 'NOT_ASKED';
  if (own.some(({ hasPhone }) => hasPhone)) return 'MATCH';
  return byPhone.length > 0 ? 'MISMATCH' : 'NOT_HELD';
}

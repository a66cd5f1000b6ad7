import type { ElementVerdict } from '../../../schema/contract/codes.ts';
import type { Elements } from '../../../schema/contract/reply.ts';
import { bestName } from './best-name.ts';
import type { Candidate } from './candidate.ts';
import { isDeadLine } from './is-dead-line.ts';
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

/**
 * MISMATCH says that the register holds the phone under somebody else, and no more. A number that
 * went out of service still matches its last holder, unless somebody else has it now.
 */
function phoneVerdict({ asked, byPhone }: Question, own: readonly Candidate[]): ElementVerdict {
  if (asked.phone === undefined) return 'NOT_ASKED';
  const having = own.filter(({ hasPhone }) => hasPhone);
  if (having.some(({ record }) => !isDeadLine(record))) return 'MATCH';
  if (byPhone.some((candidate) => !own.includes(candidate))) return 'MISMATCH';
  return having.length > 0 ? 'MATCH' : 'NOT_HELD';
}

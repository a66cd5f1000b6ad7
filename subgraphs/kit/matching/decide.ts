import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { decideById } from './decide-by-id.ts';
import { decideByPhone } from './decide-by-phone.ts';
import type { HeldRecord } from './held-record.ts';
import { isPhoneReassigned } from './is-phone-reassigned.ts';
import { isLineReassigned, lineOf } from './line-of.ts';
import { questionOf } from './question.ts';

/**
 * What a register answers about one party: the table of the domain rules, section 4. `held` are
 * the rows that hold the asked ID or the asked phone, in any order; others are passed over. `asOf`
 * is the ISO 8601 day against which ages are judged. Contacts come with MATCHED only.
 */
export function decide(asked: AskedParty, held: readonly HeldRecord[], asOf: string): PartyAnswer {
  const question = questionOf(asked, held, asOf);
  const answer = question.byId.length > 0 ? decideById(question) : decideByPhone(question);
  if (answer.outcome === 'BLOCKED') return answer;
  const line = lineOf(asked, held);
  const reassigned =
    line === undefined ? isPhoneReassigned(question) : isLineReassigned(asked, held);
  return {
    ...answer,
    ...(line === undefined ? {} : { line }),
    ...(reassigned ? { phoneReassigned: true } : {}),
  };
}

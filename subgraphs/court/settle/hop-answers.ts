import type { AgencyStatus, ContactKind } from '../../../schema/contract/codes.ts';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import type { AgencyReply } from './settlement.ts';

/** An answer beside the question it answers. */
export type AnsweredQuestion = {
  question: AskedParty;
  answer: PartyAnswer;
};

/** What one agency said to the questions about one party in one hop. */
export type HopAnswers = {
  /** ANSWERED only when each question has exactly one answer. */
  status: AgencyStatus;
  /** What there is, complete or not; a BLOCKED among it counts all the same. */
  answered: AnsweredQuestion[];
  /** Kinds kept back by an agency that answered. */
  withheld: readonly ContactKind[];
};

/**
 * Picks the answers to `questions` out of an agency's reply. An agency that leaves out a question
 * or answers it twice is UNAVAILABLE: silence never becomes NO_RECORD.
 */
export function hopAnswers(
  reply: AgencyReply | undefined,
  questions: readonly AskedParty[],
): HopAnswers {
  if (reply?.status !== 'ANSWERED') {
    return { status: reply?.status ?? 'UNAVAILABLE', answered: [], withheld: [] };
  }
  const perQuestion = questions.map((question) =>
    reply.answers
      .filter((answer) => answer.ref === question.ref)
      .map((answer) => ({ question, answer })),
  );
  const complete = perQuestion.every((answers) => answers.length === 1);
  const status = complete ? 'ANSWERED' : 'UNAVAILABLE';
  return { status, answered: perQuestion.flat(), withheld: reply.withheld ?? [] };
}

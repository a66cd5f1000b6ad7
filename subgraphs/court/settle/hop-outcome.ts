import type { Outcome } from '../../../schema/contract/codes.ts';
import type { AnsweredQuestion } from './hop-answers.ts';

/** Doubt outweighs a match: what one phone leaves open, another does not settle. */
const MOST_CAUTIOUS: readonly Outcome[] = ['BLOCKED', 'CONFLICT', 'REVIEW', 'MATCHED', 'NO_RECORD'];
/** Of a person's current and former name a register needs to know only one. */
const BEST_KNOWN: readonly Outcome[] = ['BLOCKED', 'MATCHED', 'REVIEW', 'CONFLICT', 'NO_RECORD'];

/**
 * One outcome out of an agency's answers to all questions of a hop: for each phone the best that
 * any of the person's names brought, and of those the most cautious. Undefined without answers.
 */
export function hopOutcome(answered: readonly AnsweredQuestion[]): Outcome | undefined {
  const byPhone = Map.groupBy(answered, ({ question }) => question.phone);
  const perPhone = [...byPhone.values()].map((same) =>
    pick(
      BEST_KNOWN,
      same.map(({ answer }) => answer.outcome),
    ),
  );
  return mostCautious(perPhone);
}

/** The outcome that leaves the most doubt; undefined counts for nothing. */
export function mostCautious(outcomes: readonly (Outcome | undefined)[]): Outcome | undefined {
  return pick(MOST_CAUTIOUS, outcomes);
}

function pick(
  order: readonly Outcome[],
  outcomes: readonly (Outcome | undefined)[],
): Outcome | undefined {
  return order.find((outcome) => outcomes.includes(outcome));
}

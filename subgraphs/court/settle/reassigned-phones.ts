import type { AnsweredQuestion, HopAnswers } from './hop-answers.ts';

/**
 * Phones that some register holds under another person since after our newest link (section 4).
 * Where one agency was asked about a phone under a current and a former name, it must say so under
 * each of them: under one alone, the other person may be the party.
 */
export function reassignedPhones(replies: readonly HopAnswers[]): Set<string> {
  return new Set(replies.flatMap(({ answered }) => reassignedAt(answered)));
}

function reassignedAt(answered: readonly AnsweredQuestion[]): string[] {
  const byPhone = Map.groupBy(answered, ({ question }) => question.phone);
  return [...byPhone].flatMap(([phone, same]) =>
    phone !== undefined && same.every(({ answer }) => answer.phoneReassigned === true)
      ? [phone]
      : [],
  );
}

import { discoveredPhones } from './discovered-phones.ts';
import { matchesOf } from './finding.ts';
import type { Finding } from './finding.ts';
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

/**
 * Phones that a register left out in the second hop, since it holds them under another person in an
 * entry newer than the party's. Where another register links one to the party on a later day than
 * that one did, nobody knows which entry is the newest; nor does a register count that gives the phone
 * all the same, under another of the party's names.
 */
export function leftOutPhones(findings: readonly Finding[]): Set<string> {
  const linked = discoveredPhones(matchesOf(findings));
  const phones = findings.flatMap((finding) => {
    const matches = matchesOf([finding]);
    const given = discoveredPhones(matches);
    return matches
      .flatMap(({ reassignedPhones = [] }) => reassignedPhones)
      .filter(
        ({ value, observedOn }) => !given.has(value) && !isAfter(linked.get(value), observedOn),
      );
  });
  return new Set(phones.map(({ value }) => value));
}

function isAfter(day: string | undefined, other: string): boolean {
  return day !== undefined && day > other;
}

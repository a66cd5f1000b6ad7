import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { discoveredPhones } from './discovered-phones.ts';
import { findingOf, matchesOf } from './finding.ts';
import type { Finding } from './finding.ts';
import { firstAnswers, firstFindings, settledByFirst } from './first-hop.ts';
import { followUp } from './follow-up.ts';
import { hopAnswers } from './hop-answers.ts';
import type { HopAnswers } from './hop-answers.ts';
import { knownIds } from './known-ids.ts';
import { lineFindings } from './line-findings.ts';
import { leftOutPhones, reassignedPhones } from './reassigned-phones.ts';
import { settle } from './settle.ts';
import type { PhoneFindings } from './settle.ts';
import type { SecondHopInput, Settlement } from './settlement.ts';

/**
 * Settles a repair by both hops; there is never a third. The questions are worked out again from
 * the first hop, so the input must be the one `firstHop` had.
 */
export function secondHop(input: SecondHopInput): Settlement {
  const before = firstFindings(input);
  const follow = followUp(input.asked, before);
  if (follow === undefined) return settledByFirst(input, before);
  const { questions } = follow;
  const replies = input.agencies.map((agency) => hopAnswers(input.second.get(agency), questions));
  const answered = [...firstAnswers(input), ...replies.flatMap((reply) => reply.answered)];
  const findings = bothHops(input, replies, questions);
  const found = { before, after: findings };
  const phones = {
    ...phoneFindings(found, questions, replies),
    lines: lineFindings(answered),
    // nobody says of an organisation's phone that another has it now, however it was asked about
    ...(input.asked.partyType === 'ORGANISATION' && { verified: undefined }),
  };
  return settle(input, findings, phones);
}

function bothHops(
  { asked, agencies, first }: SecondHopInput,
  second: readonly HopAnswers[],
  questions: readonly AskedParty[],
): Finding[] {
  return agencies.map((agency, index) => {
    const before = hopAnswers(first.get(agency), [asked]);
    const finding = findingOf(agency, before, second[index]);
    const missed = before.status !== 'ANSWERED' && bringsNews(finding, questions);
    return missed ? { ...finding, status: before.status } : finding;
  });
}

/**
 * An agency that was silent in the first hop and answers the second has answered, since the second
 * asks with no less. Not so when it brings what only the first hop could have brought in time: a
 * phone, an ID number or a name that no other agency was asked about.
 */
function bringsNews(finding: Finding, questions: readonly AskedParty[]): boolean {
  const matches = matchesOf([finding]);
  const followed = phonesOf(questions);
  const names = new Set(questions.map(({ name }) => name));
  return (
    [...discoveredPhones(matches).keys()].some((phone) => !followed.has(phone)) ||
    questions.some((asked) => knownIds(asked, matches).length > (asked.id === undefined ? 0 : 1)) ||
    matches.some(
      ({ discovered }) =>
        discovered?.currentName !== undefined && !names.has(discovered.currentName),
    )
  );
}

function phoneFindings(
  found: { before: readonly Finding[]; after: readonly Finding[] },
  questions: readonly AskedParty[],
  replies: readonly HopAnswers[],
): Omit<PhoneFindings, 'lines'> {
  const followed = phonesOf(questions);
  const linkedBy = (findings: readonly Finding[]) =>
    new Set(discoveredPhones(matchesOf(findings)).keys());
  // a phone that nobody links to the party was never theirs
  const linked = linkedBy(found.before).union(linkedBy(found.after));
  const everyone = replies.every(({ status }) => status === 'ANSWERED');
  return {
    reassigned: reassignedPhones(replies).intersection(linked).union(leftOutPhones(found.after)),
    verified: everyone ? followed : new Set(),
  };
}

function phonesOf(questions: readonly AskedParty[]): Set<string> {
  return new Set(questions.flatMap(({ phone }) => phone ?? []));
}

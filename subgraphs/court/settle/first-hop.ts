import { findingOf } from './finding.ts';
import type { Finding } from './finding.ts';
import { followUp } from './follow-up.ts';
import { hopAnswers } from './hop-answers.ts';
import type { AnsweredQuestion } from './hop-answers.ts';
import { lineFindings } from './line-findings.ts';
import { settle } from './settle.ts';
import type { FirstHopInput, FirstHopResult, Settlement } from './settlement.ts';

/**
 * Settles a repair by its first hop, or names what is to be put to the agencies again.
 * It is settled at once when contact must stop, when nobody matched, when two ID numbers fit, when
 * a doubt is open that nothing discovered could resolve, and for an organisation whose code was given.
 */
export function firstHop(input: FirstHopInput): FirstHopResult {
  const findings = firstFindings(input);
  const follow = followUp(input.asked, findings);
  return follow === undefined ? { settled: settledByFirst(input, findings) } : { follow };
}

/** One finding for every asked agency, in the order of `agencies`. */
export function firstFindings({ asked, agencies, first }: FirstHopInput): Finding[] {
  return agencies.map((agency) => findingOf(agency, hopAnswers(first.get(agency), [asked])));
}

/** The settlement of a repair that needs no second hop. */
export function settledByFirst(input: FirstHopInput, findings: readonly Finding[]): Settlement {
  const none = new Set<string>();
  const lines = lineFindings(firstAnswers(input));
  return settle(input, findings, { reassigned: none, verified: undefined, lines });
}

/** Everything that was said to the first hop's question. */
export function firstAnswers({ asked, agencies, first }: FirstHopInput): AnsweredQuestion[] {
  return agencies.flatMap((agency) => hopAnswers(first.get(agency), [asked]).answered);
}

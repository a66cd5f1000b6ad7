import { CONTACT_KINDS } from '../../../schema/contract/codes.ts';
import type { AgencyStatus, ContactKind, Outcome } from '../../../schema/contract/codes.ts';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import type { AnsweredQuestion, HopAnswers } from './hop-answers.ts';
import { hopOutcome, mostCautious } from './hop-outcome.ts';
import type { AgencyView } from './settlement.ts';

/** What the court makes of everything one agency said about one party. */
export type Finding = {
  agency: string;
  status: AgencyStatus;
  outcome: Outcome | undefined;
  /** The answers that gave the outcome, first hop first; several after a second hop. */
  decisive: PartyAnswer[];
  /** Kinds of contact that it kept back in either hop. */
  withheld: ContactKind[];
};

/**
 * Puts an agency's hops together. The second hop asks with all that the first asked with and more,
 * so a complete second answer replaces the first; an incomplete one can only add doubt. BLOCKED
 * in either hop stays.
 */
export function findingOf(agency: string, first: HopAnswers, second?: HopAnswers): Finding {
  const answered = [...first.answered, ...(second?.answered ?? [])];
  const outcome = outcomeOf(first.answered, second);
  const decisive = answered.map(({ answer }) => answer).filter((one) => one.outcome === outcome);
  const kept = new Set([...first.withheld, ...(second?.withheld ?? [])]);
  const withheld = CONTACT_KINDS.filter((kind) => kept.has(kind));
  return { agency, status: (second ?? first).status, outcome, decisive, withheld };
}

function outcomeOf(first: AnsweredQuestion[], second?: HopAnswers): Outcome | undefined {
  const before = hopOutcome(first);
  if (second === undefined) return before;
  const after = hopOutcome(second.answered);
  if (second.status === 'ANSWERED' && before !== 'BLOCKED') return after;
  return mostCautious([before, after]);
}

/** The answers that matched, while the agency as a whole did. */
export function matchesOf(findings: readonly Finding[]): PartyAnswer[] {
  return findings.flatMap(({ outcome, decisive }) => (outcome === 'MATCHED' ? decisive : []));
}

/** What is shown of a finding. */
export function viewOf({ status, outcome, decisive: [answer], ...finding }: Finding): AgencyView {
  const withheld = finding.withheld.length > 0 && { withheld: finding.withheld };
  if (outcome === undefined || answer === undefined) return { status, ...withheld };
  const { elements, nameReason, blockedBy, evidence } = answer;
  return {
    status,
    outcome,
    elements,
    ...(nameReason && { nameReason }),
    ...(blockedBy && { blockedBy }),
    ...(evidence && { evidence }),
    ...withheld,
  };
}

/**
 * What is shown where a protected person blocks the repair: whoever says so. Where else they are
 * registered would tell where they live and work.
 */
export function viewOfBlock(finding: Finding): AgencyView {
  return finding.outcome === 'BLOCKED' ? viewOf(finding) : { status: finding.status };
}

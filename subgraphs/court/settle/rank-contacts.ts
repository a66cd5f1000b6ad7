import { addressRule } from './address-rule.ts';
import type { Judgement } from './address-rule.ts';
import { compareText } from './compare-text.ts';
import { phoneRule } from './phone-rule.ts';
import { CONTACT_RULES } from './ranked-contact.ts';
import type { ContactRule, RankedContact, SourcedLead } from './ranked-contact.ts';

type JudgedLead = {
  lead: SourcedLead;
} & Judgement;

/**
 * One contact for every distinct phone or address, in the order of section 6: phones before
 * addresses, then rank, the registered residence before the household registration, phones that
 * everybody was asked about before others, the newer observation, the stronger match, and last the
 * value. No two contacts compare equal, so the order of `leads` is of no consequence.
 */
export function rankContacts(leads: readonly SourcedLead[], asOf: string): RankedContact[] {
  return [...Map.groupBy(leads, contactKey).values()]
    .map((same) => contactOf(same, asOf))
    .sort(compareContacts);
}

/** Equal for leads that are one contact; addresses are compared after NFKC and without spaces. */
export function contactKey({ kind, value }: Pick<SourcedLead, 'kind' | 'value'>): string {
  return `${kind} ${kind === 'PHONE' ? value : value.normalize('NFKC').replace(/\s/gu, '')}`;
}

/** A total order: 0 only for contacts of the same kind and value. */
export function compareContacts(a: RankedContact, b: RankedContact): number {
  return (
    compareText(b.kind, a.kind) ||
    a.rank - b.rank ||
    ruleOrder(a.rule) - ruleOrder(b.rule) ||
    doubtOf(a) - doubtOf(b) ||
    compareText(b.observedOn, a.observedOn) ||
    b.strength - a.strength ||
    compareText(contactKey(a), contactKey(b))
  );
}

function ruleOrder(rule: ContactRule): number {
  return CONTACT_RULES.indexOf(rule);
}

function doubtOf({ reasons }: RankedContact): number {
  return Number(reasons.includes('NOT_REVERIFIED'));
}

function contactOf(same: readonly SourcedLead[], asOf: string): RankedContact {
  const judged = same.map((lead) => judge(lead, same, asOf)).sort(compareSources);
  const [best] = judged;
  if (best === undefined) throw new Error('a contact without a source');
  const { rank, rule, reasons, lead } = best;
  const { kind, value, basis, agency: source, observedOn } = lead;
  return {
    kind,
    value,
    rank,
    rule,
    basis,
    source,
    observedOn,
    sources: sourcesOf(judged),
    reasons,
    strength: Math.max(0, ...same.map((one) => one.strength ?? 0)),
  };
}

function judge(lead: SourcedLead, same: readonly SourcedLead[], asOf: string): JudgedLead {
  const judgement = lead.kind === 'PHONE' ? phoneRule(same) : addressRule(lead, asOf);
  return { lead, ...judgement };
}

/** Any difference that can be seen in the contact decides, so that input order never does. */
function compareSources(a: JudgedLead, b: JudgedLead): number {
  return (
    a.rank - b.rank ||
    ruleOrder(a.rule) - ruleOrder(b.rule) ||
    compareText(b.lead.observedOn, a.lead.observedOn) ||
    compareText(a.lead.agency, b.lead.agency) ||
    compareText(a.lead.basis, b.lead.basis) ||
    compareText(a.lead.value, b.lead.value) ||
    compareText(a.reasons.join(), b.reasons.join())
  );
}

/** Both hops bring the same entry; it is one source. */
function sourcesOf(judged: readonly JudgedLead[]): RankedContact['sources'] {
  const sources = judged.map(({ lead: { agency, basis, observedOn } }) => ({
    agency,
    basis,
    observedOn,
  }));
  const distinct = new Map(sources.map((source) => [Object.values(source).join(' '), source]));
  return [...distinct.values()];
}

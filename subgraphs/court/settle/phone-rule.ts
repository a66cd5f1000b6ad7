import type { Judgement } from './address-rule.ts';
import type { SourcedLead } from './ranked-contact.ts';

/**
 * Rank of a phone by how many agencies hold it (section 6: two registers before one). Two entries
 * of one agency are one register.
 */
export function phoneRule(sources: readonly SourcedLead[]): Judgement {
  const registers = new Set(sources.map((source) => source.agency));
  return registers.size > 1
    ? { rank: 1, rule: 'PHONE_TWO_REGISTERS', reasons: ['HELD_BY_TWO_REGISTERS'] }
    : { rank: 2, rule: 'PHONE_ONE_REGISTER', reasons: ['HELD_BY_ONE_REGISTER'] };
}

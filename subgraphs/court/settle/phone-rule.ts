import type { Judgement } from './address-rule.ts';
import type { ContactReason, SourcedLead } from './ranked-contact.ts';

/**
 * Rank of a phone by how many agencies hold it (section 6: two registers before one). Two entries
 * of one agency are one register. A line that is suspended comes after all others, however many
 * registers hold it: nobody can be called there until the bill is paid.
 */
export function phoneRule(sources: readonly SourcedLead[]): Judgement {
  const registers = new Set(sources.map((source) => source.agency));
  const held = registers.size > 1 ? 'HELD_BY_TWO_REGISTERS' : 'HELD_BY_ONE_REGISTER';
  const doubts: ContactReason[] = sources.some(({ notReverified }) => notReverified)
    ? ['NOT_REVERIFIED']
    : [];
  if (sources.some(({ lineState }) => lineState === 'SUSPENDED')) {
    return { rank: 3, rule: 'PHONE_SUSPENDED', reasons: ['LINE_SUSPENDED', held, ...doubts] };
  }
  return registers.size > 1
    ? { rank: 1, rule: 'PHONE_TWO_REGISTERS', reasons: [held, ...doubts] }
    : { rank: 2, rule: 'PHONE_ONE_REGISTER', reasons: [held, ...doubts] };
}

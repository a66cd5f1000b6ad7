import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import { isDead } from './line-findings.ts';

/**
 * The phones that matches brought, each with the newest day on which a register held it. An entry
 * that calls the number dead brings none.
 */
export function discoveredPhones(matches: readonly PartyAnswer[]): Map<string, string> {
  const phones = new Map<string, string>();
  const leads = matches.flatMap((match) => match.contacts);
  for (const { kind, value, observedOn, lineState = 'UNKNOWN' } of leads) {
    const known = phones.get(value);
    if (isDead(lineState)) continue;
    if (kind === 'PHONE' && (known === undefined || known < observedOn)) {
      phones.set(value, observedOn);
    }
  }
  return phones;
}

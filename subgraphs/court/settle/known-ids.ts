import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import type { AskedParty, IdNumber } from '../../../schema/contract/warrant.ts';

/**
 * The distinct ID numbers under which the party is now known: the one asked with and those that
 * matches discovered. More than one means that the phone stands under two people of that name.
 */
export function knownIds(asked: AskedParty, matches: readonly PartyAnswer[]): IdNumber[] {
  const ids = [asked.id, ...matches.map((match) => match.discovered?.id)];
  const distinct = new Map(ids.flatMap((id) => (id === undefined ? [] : [[keyOf(id), id]])));
  return [...distinct.values()];
}

function keyOf({ type, issuingState, number }: IdNumber): string {
  return [type, issuingState, number].join(':');
}

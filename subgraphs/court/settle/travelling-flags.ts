import type { RepairFlag } from '../../../schema/contract/codes.ts';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import type { PartyType } from '../../../schema/contract/codes.ts';

/**
 * The flags of section 5 that a match carries along. The state of an enterprise is a fact about
 * an organisation that was asked about, not about a person who represents it.
 */
export function travellingFlags(
  partyType: PartyType,
  matches: readonly PartyAnswer[],
): RepairFlag[] {
  return matches.flatMap((match) => [
    ...nameFlags(match),
    ...(partyType === 'ORGANISATION' ? stateFlags(match) : []),
  ]);
}

function nameFlags({ elements, nameReason }: PartyAnswer): RepairFlag[] {
  // a match under such a name was confirmed by a person
  if (elements.name === 'SIMILAR') return ['NAME_SIMILAR'];
  if (elements.name === 'MISMATCH') return ['NAME_MISMATCH'];
  if (elements.name !== 'VARIANT') return [];
  return [nameReason === 'FORMER_NAME' ? 'FORMER_NAME' : 'NAME_VARIANT'];
}

function stateFlags({ enterpriseStatus }: PartyAnswer): RepairFlag[] {
  if (enterpriseStatus === undefined || enterpriseStatus === 'ACTIVE') return [];
  return [enterpriseStatus];
}

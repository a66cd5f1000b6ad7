import type { BlockReason } from '../../../schema/contract/codes.ts';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { birthDateOf } from '../identifiers/birth-date-of.ts';
import type { HeldRecord } from './held-record.ts';
import { isMinor } from './is-minor.ts';

/**
 * Why contact with the person whom these rows name must stop; the graver reason of several. Where
 * a row has neither birth date nor ID number, the number that was asked tells the age. A judge may
 * have lifted a protection, which lifts nothing else: the deceased and the minor stay as they are.
 */
export function blockReason(
  records: readonly HeldRecord[],
  asOf: string,
  asked: Pick<AskedParty, 'id' | 'protectionLifted'> = {},
): BlockReason | undefined {
  const holders = records.filter(({ organisation }) => !organisation).map(({ holder }) => holder);
  if (holders.some(({ deceased }) => deceased === true)) return 'DECEASED';
  const lifted = asked.protectionLifted === true;
  if (!lifted && holders.some((holder) => holder.protected === true)) return 'PROTECTED';
  const births = holders.map(
    ({ birthDate, id = asked.id }) => birthDate ?? (id && birthDateOf(id)),
  );
  return births.some((birth) => isMinor(birth, asOf)) ? 'MINOR' : undefined;
}

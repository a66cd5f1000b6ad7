import type { BlockReason } from '../../../schema/contract/codes.ts';
import type { IdNumber } from '../../../schema/contract/warrant.ts';
import { birthDateOf } from '../identifiers/birth-date-of.ts';
import { ageOn } from './age-on.ts';
import type { HeldRecord } from './held-record.ts';

/** Full age (Civil Code art. 17). */
const ADULT = 18;

/**
 * Why contact with the person whom these rows name must stop; the graver reason of several. Where
 * a row has neither birth date nor ID number, the number that was asked tells the age.
 */
export function blockReason(
  records: readonly HeldRecord[],
  asOf: string,
  askedId?: IdNumber,
): BlockReason | undefined {
  const holders = records.filter(({ organisation }) => !organisation).map(({ holder }) => holder);
  if (holders.some(({ deceased }) => deceased === true)) return 'DECEASED';
  if (holders.some((holder) => holder.protected === true)) return 'PROTECTED';
  const births = holders.map(({ birthDate, id = askedId }) => birthDate ?? (id && birthDateOf(id)));
  const minor = births.some((birth) => birth !== undefined && ageOn(birth, asOf) < ADULT);
  return minor ? 'MINOR' : undefined;
}

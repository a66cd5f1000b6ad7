import type { ElementVerdict, RepairFlag } from '../../../schema/contract/codes.ts';

/** What there is to go by: the flags of a repair, and what each agency says of the ID number. */
export type Doubt = {
  flags: readonly RepairFlag[];
  idNumbers: readonly (ElementVerdict | null)[];
};

const UNCONFIRMABLE: ReadonlySet<RepairFlag> = new Set(['PHONE_HELD_BY_ANOTHER', 'LEGACY_ID']);

/** Whether a person may confirm it: only a name can be, and only where an ID number says who is meant. */
export function isConfirmable({ flags, idNumbers }: Doubt): boolean {
  const byName = flags.includes('NAME_SIMILAR') || flags.includes('NAME_MISMATCH');
  return byName && idNumbers.includes('MATCH') && !flags.some((flag) => UNCONFIRMABLE.has(flag));
}

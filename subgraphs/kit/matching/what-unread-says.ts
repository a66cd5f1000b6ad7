import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { candidateOf } from './candidate.ts';
import type { HeldRecord } from './held-record.ts';
import { isDeadLine } from './is-dead-line.ts';

/**
 * What a row that has the asked phone says of the party. One whose ID number cannot be read could be the
 * party's or not: it counts where by its name it is surely another's, and where contact would have to
 * stop; that a line is dead is true whoever had it. Nobody is ever matched by it.
 *
 * @returns the row, as far as it counts; nothing where it does not
 */
export function whatUnreadSays(asked: AskedParty, record: HeldRecord): HeldRecord[] {
  if (record.unread !== true) return [record];
  const untold = { ...record, contacts: [] };
  if (isDeadLine(record)) return [{ ...untold, holder: { name: '', formerNames: [] } }];
  const { verdict } = candidateOf(asked, record).name;
  const { holder } = record;
  const stops = holder.protected === true || holder.deceased === true;
  const isNamed = verdict === 'MATCH' || verdict === 'VARIANT' || verdict === 'SIMILAR';
  return verdict === 'MISMATCH' || (stops && isNamed) ? [untold] : [];
}

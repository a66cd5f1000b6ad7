import { and, gte, lt } from 'drizzle-orm';
import type { Database } from '../../kit/database/connect.ts';
import { droppedFrom, monthOf } from '../../kit/ledger/ledger-event.ts';
import { followedEntry } from '../tables.ts';

/**
 * Deletes what the auditor copied of everybody's entries of a month, once three years have passed
 * since its end: nobody's entries outlive their ledger here. Checkpoints and faults stay.
 *
 * @param ownerDb as the role that owns the tables
 * @param month such as 2026-03, by universal time
 * @returns how many copies went
 * @throws RangeError when it is too early
 */
export async function forgetMonth(ownerDb: Database, month: string, now: Date): Promise<number> {
  if (now < droppedFrom(month))
    throw new RangeError('A month is forgotten three years after its end');
  const { start, end } = monthOf(month);
  const { at } = followedEntry;
  const gone = await ownerDb.delete(followedEntry).where(and(gte(at, start), lt(at, end)));
  return gone.count;
}

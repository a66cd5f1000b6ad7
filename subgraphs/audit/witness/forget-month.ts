import { sql } from 'drizzle-orm';
import type { Database } from '../../kit/database/connect.ts';
import { droppedFrom } from '../../kit/ledger/ledger-event.ts';
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
  const opens = sql`${`${month}-01`}::timestamp`;
  const { at } = followedEntry;
  const gone = await ownerDb
    .delete(followedEntry)
    .where(
      sql`${at} >= ${opens} at time zone 'UTC'
        and ${at} < (${opens} + interval '1 month') at time zone 'UTC'`,
    )
    .returning({ index: followedEntry.index });
  return gone.length;
}

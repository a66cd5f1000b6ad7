import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../database/connect.ts';
import { lockKey } from '../database/lock-key.ts';
import { appendEntries } from './append-entries.ts';
import type { Transaction } from './append-entries.ts';
import { droppedFrom, MONTH_DROPPED, monthOf } from './ledger-event.ts';
import type { IndexRange } from './ledger-event.ts';

const MONTH = /^2\d{3}-(?:0[1-9]|1[0-2])$/u;
const islands = z.array(z.object({ first: z.coerce.number(), last: z.coerce.number() }));

/**
 * Deletes a month's entries once three years have passed since its end, and appends an entry that
 * says so. Hashes stay, so proofs of what remains hold.
 *
 * @param ownerDb as the role that owns the tables
 * @param month such as 2026-03, by universal time
 * @returns how many entries went
 * @throws RangeError when it is no month or too early
 */
export async function dropMonth(
  ownerDb: Database,
  month: string,
  by: { actor: string; now: Date },
): Promise<number> {
  if (!MONTH.test(month) || by.now < droppedFrom(month))
    throw new RangeError('A month is dropped three years after its end');
  return ownerDb.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${lockKey('ledger')}::bigint)`);
    const ranges = await readRanges(tx, month);
    if (ranges.length === 0) return 0;
    const detail = { month, ranges };
    await appendEntries(tx, [{ at: by.now, event: MONTH_DROPPED, actor: by.actor, detail }]);
    // a table of which the month's form was checked
    await tx.execute(sql`drop table ${sql.identifier(`ledger_entry_${month.replace('-', '_')}`)}`);
    return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  });
}

async function readRanges(tx: Transaction, month: string): Promise<IndexRange[]> {
  const { start, end } = monthOf(month);
  const rows = await tx.execute(sql`
    select min(index) as first, max(index) as last
    from (
      select index, index - row_number() over (order by index) as island
      from ledger_entry
      where at >= ${start.toISOString()}::timestamptz and at < ${end.toISOString()}::timestamptz
    ) as kept
    group by island
    order by first`);
  return islands.parse([...rows]).map(({ first, last }) => [first, last]);
}

import { sql } from 'drizzle-orm';
import type { ConflictGround } from '../../../schema/contract/codes.ts';
import type { IdNumber } from '../../../schema/contract/warrant.ts';
import { indexId } from '../intake/blind-indexes.ts';
import type { RecordingCourt } from '../ledger/court-transaction.ts';
import type { Executor } from '../repairs/issue-inquiry.ts';
import { findConflicts } from './find-conflicts.ts';
import { raiseConflicts } from './raise-conflicts.ts';

/** ID numbers that replies brought of the party of a repair. */
export type Discovered = { repairId: string; ids: readonly IdNumber[] };

/**
 * Compares the ID numbers that replies brought with what the caller declared of themselves, as
 * `findConflicts` does with those that were typed: a relative who is listed by name and phone alone
 * is one all the same.
 *
 * @returns the repairs that the caller may not go near until somebody else approves.
 */
export async function findDiscovered(
  court: RecordingCourt,
  executor: Executor,
  discovered: readonly Discovered[],
): Promise<ReadonlySet<string>> {
  const subject = court.caller.person?.subject;
  const brought = discovered.flatMap(({ repairId, ids }) =>
    ids.map((id) => ({
      repair_id: repairId,
      id_index: indexId(court.vault, id).toString('base64'),
    })),
  );
  if (subject === undefined || brought.length === 0) return new Set();
  type Row = { repair_id: string; case_id: string; ground: ConflictGround };
  // in the order of ids, so that two transactions never wait for each other
  const rows = await executor.execute<Row>(
    sql`select distinct on (r.id) r.id as repair_id, p.case_id, case
          when decode(b.id_index, 'base64') = any(c.id_indexes) then 'SHARED_IDENTIFIER'
          else 'DECLARED_KIN' end as ground
        from jsonb_to_recordset(${JSON.stringify(brought)}::jsonb)
          as b(repair_id uuid, id_index text)
        join repair r on r.id = b.repair_id
        join party p on p.id = r.party_id
        join clerk_profile c on c.clerk = ${subject}
          and decode(b.id_index, 'base64') = any(c.id_indexes || c.kin_indexes)
        order by r.id, ground desc`,
  );
  const found = rows.map((row) => ({
    ...{ repairId: row.repair_id, caseId: row.case_id, ground: row.ground },
  }));
  await raiseConflicts(court, executor, subject, found);
  return findConflicts(
    ...([court, executor] as const),
    found.map(({ repairId }) => repairId),
  );
}

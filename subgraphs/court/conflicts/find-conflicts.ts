import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { ConflictGround } from '../../../schema/contract/codes.ts';
import type { RecordingCourt } from '../ledger/court-transaction.ts';
import type { Executor } from '../repairs/issue-inquiry.ts';
import { conflictOfInterest } from '../tables.ts';
import { raiseConflicts } from './raise-conflicts.ts';
import type { FoundConflict } from './raise-conflicts.ts';

/**
 * Compares what the caller declared of themselves with the parties of these repairs, and raises what
 * they have in common: an identifier or a phone, declared kin, a household. One who declared nothing
 * has nothing in common with anybody. Call it in a transaction that will commit, whoever is stopped:
 * what was found must stay for a second person to approve.
 *
 * @returns the repairs that the caller may not go near until somebody else approves.
 */
export async function findConflicts(
  court: RecordingCourt,
  executor: Executor,
  repairIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const subject = court.caller.person?.subject;
  if (subject === undefined || repairIds.length === 0) return new Set();
  await raiseConflicts(court, executor, subject, await compare(executor, subject, repairIds));
  const waiting = await executor
    .select({ repairId: conflictOfInterest.repairId })
    .from(conflictOfInterest)
    .where(
      and(
        eq(conflictOfInterest.clerk, subject),
        inArray(conflictOfInterest.repairId, [...repairIds]),
        isNull(conflictOfInterest.approvedAt),
      ),
    );
  return new Set(waiting.map(({ repairId }) => repairId));
}

/** In the order of ids, so that two transactions never wait for each other. */
async function compare(
  executor: Executor,
  subject: string,
  repairIds: readonly string[],
): Promise<FoundConflict[]> {
  type Row = { repair_id: string; case_id: string; ground: ConflictGround };
  const rows = await executor.execute<Row>(
    sql`select repair_id, case_id, ground from (
          select r.id as repair_id, p.case_id, case
            when p.id_index = any(c.id_indexes) then 'SHARED_IDENTIFIER'
            when p.phone_index = any(c.phone_indexes) then 'SHARED_IDENTIFIER'
            when p.id_index = any(c.kin_indexes) then 'DECLARED_KIN'
            when p.address_index = any(c.address_indexes) then 'SHARED_HOUSEHOLD'
          end as ground
          from clerk_profile c
          cross join repair r
          join party p on p.id = r.party_id
          where c.clerk = ${subject} and r.id = any(${sql.param(repairIds)}::uuid[])
        ) compared
        where ground is not null order by repair_id`,
  );
  return rows.map((row) => ({
    repairId: row.repair_id,
    caseId: row.case_id,
    ground: row.ground,
  }));
}

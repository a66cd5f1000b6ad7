import { randomUUID } from 'node:crypto';
import type { ConflictGround } from '../../../schema/contract/codes.ts';
import { recordActs } from '../authority/record-act.ts';
import type { RecordingCourt } from '../ledger/court-transaction.ts';
import { partiesOf } from '../ledger/parties-of.ts';
import type { Executor } from '../repairs/issue-inquiry.ts';
import { conflictOfInterest } from '../tables.ts';

/** What somebody and the party of a repair have in common. */
export type FoundConflict = { repairId: string; caseId: string; ground: ConflictGround };

/**
 * Writes down the conflicts that are new, each once, and tells of them: the log's alert is what
 * reaches the privacy officer. One that was approved before stays approved.
 *
 * @param subject `sub` of whoever asks, the clerk concerned
 */
export async function raiseConflicts(
  court: RecordingCourt,
  executor: Executor,
  subject: string,
  found: readonly FoundConflict[],
): Promise<void> {
  if (found.length === 0) return;
  const rows = found.map(({ repairId, ground }) => ({
    ...{ id: randomUUID(), repairId, clerk: subject, ground },
    foundAt: court.now(),
  }));
  const fresh = await executor
    .insert(conflictOfInterest)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: conflictOfInterest.id, repairId: conflictOfInterest.repairId });
  if (fresh.length === 0) return;
  const about = new Map(found.map((one) => [one.repairId, one]));
  const raised = fresh.flatMap(({ id, repairId }) => {
    const one = about.get(repairId);
    return one === undefined ? [] : [{ id, ...one }];
  });
  await record(court, executor, raised);
  court.log.warn(
    {
      alert: 'CONFLICT_OF_INTEREST',
      clerk: court.pseudonymOf(subject),
      conflicts: fresh.map(({ id }) => id),
    },
    'a clerk and a party have something in common',
  );
}

async function record(
  court: RecordingCourt,
  executor: Executor,
  raised: readonly (FoundConflict & { id: string })[],
): Promise<void> {
  const kind = 'CONFLICT_FOUND' as const;
  const acts = await recordActs(
    executor,
    court.caller,
    raised.map(({ id, caseId, ground }) => ({ kind, caseId, targetId: id, detail: { ground } })),
  );
  const repairs = raised.map(({ repairId }) => repairId);
  const parties = await partiesOf(court, executor, repairs);
  raised.forEach(({ repairId: repair, ground: outcome }, at) => {
    const detail = { repair, act: acts[at] ?? null };
    court.note({ event: kind, ...parties.get(repair), outcome, detail });
  });
}

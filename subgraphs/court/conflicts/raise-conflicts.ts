import { randomUUID } from 'node:crypto';
import type { ConflictGround } from '../../../schema/contract/codes.ts';
import { recordActs } from '../authority/record-act.ts';
import type { CourtContext } from '../court-context.ts';
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
  court: CourtContext,
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
  const acts = fresh.flatMap(({ id, repairId }) => {
    const one = about.get(repairId);
    if (one === undefined) return [];
    const { caseId, ground } = one;
    return [{ kind: 'CONFLICT_FOUND' as const, caseId, targetId: id, detail: { ground } }];
  });
  await recordActs(executor, court.caller, acts);
  court.log.warn(
    {
      alert: 'CONFLICT_OF_INTEREST',
      clerk: court.pseudonymOf(subject),
      conflicts: fresh.map(({ id }) => id),
    },
    'a clerk and a party have something in common',
  );
}

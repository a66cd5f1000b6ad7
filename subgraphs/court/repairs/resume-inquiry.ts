import { sql } from 'drizzle-orm';
import type { RecordingCourt } from '../ledger/court-transaction.ts';
import { authorityOf } from './authority-of.ts';
import type { Interrupted } from './find-interrupted.ts';
import { issueInquiry } from './issue-inquiry.ts';
import type { Executor, IssuedInquiry } from './issue-inquiry.ts';

/**
 * Asks once more what an inquiry asked that was cut off, of the same agencies and in the time that
 * was left to it. The warrant names the first one, also where this is not the first time: an agency
 * that answered gives the same reply again. It is recorded like any other, and not counted.
 *
 * @param granted repairs that wait for it, or that it settled at once since nobody could be asked
 */
export async function resumeInquiry(
  court: RecordingCourt,
  tx: Executor,
  { row, entries }: Interrupted,
  granted: readonly string[],
): Promise<IssuedInquiry> {
  const { followsId, asked, asOf, expiresAt } = row;
  const hop = row.hop === 1 ? 1 : 2;
  const resumes = { id: row.resumesId ?? row.id, expiresAt };
  const terms = { ...authorityOf(row), hop, followsId, asked, asOf, resumes } as const;
  const issued = await issueInquiry(court, tx, terms, entries);
  const waiting = new Set(entries.map(({ repairId }) => repairId));
  await handOver(
    tx,
    issued.id,
    granted.filter((id) => !waiting.has(id)),
  );
  return issued;
}

/** What was settled without asking anybody is told with the rest. */
async function handOver(tx: Executor, inquiryId: string, settled: string[]): Promise<void> {
  if (settled.length === 0) return;
  await tx.execute(
    sql`update repair set inquiry_id = ${inquiryId}, settled_by = ${inquiryId}
        where id = any(${sql.param(settled)}::uuid[])`,
  );
}

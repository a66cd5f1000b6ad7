import { randomUUID } from 'node:crypto';
import { countDistinct, eq } from 'drizzle-orm';
import type { CourtContext } from '../court-context.ts';
import { courtTransaction } from '../ledger/court-transaction.ts';
import { approvedBatch, partyListEntry } from '../tables.ts';
import { listExists } from './assign-clerk.ts';
import { recordAct } from './record-act.ts';
import { secondPerson } from './second-person.ts';

/** Milliseconds an approval holds. */
const HOLDS = 24 * 60 * 60 * 1000;

export type ApprovedBatchShape = { id: string; parties: number; expiresAt: Date };

/**
 * Lets a clerk ask about all parties of a list without counting them against the hour, for a day.
 * It assigns nobody: the clerk must work on the cases all the same.
 *
 * @throws GraphQLError SECOND_PERSON_NEEDED when a judge names themselves; LIST_NOT_FOUND.
 */
export async function approveBatch(
  context: CourtContext,
  { list, clerk, reason }: { list: string; clerk: string; reason: string },
): Promise<ApprovedBatchShape> {
  const { subject: approvedBy } = secondPerson(context.caller, clerk);
  return courtTransaction(context, async (court, tx) => {
    await listExists(tx, list);
    const [counted] = await tx
      .select({ parties: countDistinct(partyListEntry.partyId) })
      .from(partyListEntry)
      .where(eq(partyListEntry.listId, list));
    const parties = counted?.parties ?? 0;
    const id = randomUUID();
    const approvedAt = court.now();
    const expiresAt = new Date(approvedAt.getTime() + HOLDS);
    await tx
      .insert(approvedBatch)
      .values({ id, listId: list, clerk, approvedBy, reason, approvedAt, expiresAt });
    const act = await recordAct(tx, court.caller, {
      ...{ kind: 'APPROVE_BATCH', targetId: list, reason },
      detail: { clerk: court.pseudonymOf(clerk), parties },
    });
    court.note({ event: 'BATCH_APPROVED', detail: { clerk, parties, act } });
    return { id, parties, expiresAt };
  });
}

import { eq } from 'drizzle-orm';
import { graphError } from '../../kit/graph/graph-error.ts';
import { digestOf } from '../alerts/decide-alert.ts';
import type { AuditContext } from '../audit-context.ts';
import { disclosureDelay, disclosureDelayEnd } from '../tables.ts';
import { delaysInForce } from './delays-in-force.ts';
import type { DelayShape } from './delays-in-force.ts';

/**
 * Ends a delay before its day; recorded in the hub's ledger with it.
 *
 * @param judge subject of whoever ends it
 * @throws GraphQLError DELAY_NOT_FOUND when none of that id holds
 */
export async function endDelay(
  { db, ledger, now }: Pick<AuditContext, 'db' | 'ledger' | 'now'>,
  judge: string,
  { id, reason }: { id: string; reason: string },
): Promise<DelayShape> {
  const at = now();
  return db.transaction(async (tx) => {
    const [delay] = await delaysInForce(tx, at, eq(disclosureDelay.id, id));
    if (delay === undefined) throw graphError('DELAY_NOT_FOUND');
    const [ended] = await tx
      .insert(disclosureDelayEnd)
      .values({ delayId: id, reason, endedBy: judge, endedAt: at })
      .onConflictDoNothing()
      .returning();
    // somebody else was faster
    if (ended === undefined) throw graphError('DELAY_NOT_FOUND');
    const { inquiry, caseNo, until } = delay;
    const about = { inquiry: inquiry ?? undefined, caseNo: caseNo ?? undefined };
    const detail = { order: id, until, reason: digestOf(reason) };
    const entry = { at, event: 'DISCLOSURE_DELAYED', actor: judge, outcome: 'ENDED' } as const;
    await ledger.append(tx, [{ ...entry, ...about, detail }]);
    return delay;
  });
}

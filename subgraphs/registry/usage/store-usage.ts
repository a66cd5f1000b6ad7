import { lt, sql } from 'drizzle-orm';
import type { UsedOperation } from '../../../schema/contract/usage.ts';
import type { Database } from '../../kit/database/connect.ts';
import { operationUsage } from '../tables.ts';
import { USAGE_DAYS } from './known-uses.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Notes which operations are in use, and forgets those that nobody has sent for long. */
export async function storeUsage(
  db: Database,
  used: readonly UsedOperation[],
  now: Date,
): Promise<void> {
  const forgotten = new Date(now.getTime() - 2 * USAGE_DAYS * DAY);
  await db.delete(operationUsage).where(lt(operationUsage.lastSeenAt, forgotten));
  if (used.length === 0) return;
  // one statement cannot meet a row twice
  const byKey = new Map(used.map((one) => [`${one.document} ${one.operation} ${one.client}`, one]));
  const rows = [...byKey.values()].map((one) => ({ ...one, firstSeenAt: now, lastSeenAt: now }));
  const { document, operation, client } = operationUsage;
  await db
    .insert(operationUsage)
    .values(rows)
    .onConflictDoUpdate({
      target: [document, operation, client],
      set: { lastSeenAt: now, coordinates: sql`excluded.coordinates` },
    });
}

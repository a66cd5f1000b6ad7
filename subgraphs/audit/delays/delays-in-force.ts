import { and, eq, gt, isNull } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { Database } from '../../kit/database/connect.ts';
import { chinaDay } from '../../kit/identifiers/china-day.ts';
import { disclosureDelay, disclosureDelayEnd } from '../tables.ts';

/** A delay as it was ordered. */
export type DelayShape = typeof disclosureDelay.$inferSelect;

/** The delays that hold now: their day has not come, and nobody has ended them. */
export async function delaysInForce(
  db: Pick<Database, 'select'>,
  now: Date,
  which?: SQL,
): Promise<DelayShape[]> {
  const rows = await db
    .select({ delay: disclosureDelay })
    .from(disclosureDelay)
    .leftJoin(disclosureDelayEnd, eq(disclosureDelayEnd.delayId, disclosureDelay.id))
    .where(
      and(gt(disclosureDelay.until, chinaDay(now)), isNull(disclosureDelayEnd.delayId), which),
    );
  return rows.map(({ delay }) => delay);
}

import { sql } from 'drizzle-orm';
import type { Database } from '../../kit/database/connect.ts';
import { lockKey } from '../../kit/database/lock-key.ts';

/**
 * Lets one transaction at a time raise alerts or decide about them: of two who decide at once the
 * second one's step comes after the first one's, and no rule takes for undecided what is decided about
 * just then.
 */
export async function lockAlerts(tx: Pick<Database, 'execute'>): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${lockKey('alert')}::bigint)`);
}

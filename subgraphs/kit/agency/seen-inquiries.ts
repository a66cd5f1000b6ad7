import { sql } from 'drizzle-orm';
import { index, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Database } from '../database/connect.ts';

/** Warrants this agency has answered, so that none is answered twice (RFC 7519, `jti`). */
export const seenInquiry = pgTable(
  'seen_inquiry',
  {
    jti: uuid('jti').primaryKey(),
    /** After this the warrant is refused by its own date, and the row may go. */
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  (table) => [index('seen_inquiry_by_expiry').on(table.expiresAt)],
);

/**
 * Whether this warrant is met for the first time. Of two at once only one is told so. Forgets the
 * ones that expired an hour ago in passing. It does not wait for the disk: what comes of the warrant
 * is committed later and waits, and a claim that is lost before that was followed by no answer.
 *
 * @param exp seconds since the epoch.
 */
export async function isFirstSight(db: Database, jti: string, exp: number): Promise<boolean> {
  const rows = await db.execute(sql`
    with hurried as materialized (
      select set_config('synchronous_commit', 'off', true)
    ), gone as (
      delete from seen_inquiry where expires_at < now() - interval '1 hour'
    )
    insert into seen_inquiry (jti, expires_at)
    select ${jti}::uuid, to_timestamp(${exp}) from hurried
    on conflict do nothing
    returning jti`);
  return rows.length === 1;
}

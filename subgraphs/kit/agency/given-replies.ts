import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Warrant } from '../../../schema/contract/warrant.ts';
import { bytea } from '../database/bytea.ts';
import type { Database } from '../database/connect.ts';
import type { Transaction } from '../ledger/append-entries.ts';
import type { AgencyPolicy } from './agency-policy.ts';

/**
 * Replies as they left, sealed to the court that asked: nobody here can open them. One is given again
 * to an inquiry that goes on with one that was cut off, so that nobody is looked up twice for it.
 */
export const givenReply = pgTable(
  'given_reply',
  {
    /** `jti` of the warrant that was answered, or of the one that it went on with. */
    inquiry: uuid('inquiry').primaryKey(),
    /** SHA-256 of who asked what, and under which policy; see `askedDigest`. */
    asked: bytea('asked').notNull(),
    reply: text('reply').notNull(),
    /** When that warrant expires; after this the reply is not given again. */
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  (table) => [index('given_reply_by_expiry').on(table.expiresAt)],
);

/**
 * What two warrants have in common of which the second asks just what the first one did: the court,
 * the person there and their role, purpose and legal basis, kinds, day and parties. The policy is
 * among it: what it allowed once it need not allow now.
 *
 * @param warrant as its schema parsed it, members in the schema's order
 */
export function askedDigest(warrant: Warrant, policy: AgencyPolicy): Buffer {
  const { iss, actor, role, hop, purpose, legalBasis, kinds, asOf, parties } = warrant;
  const who = [iss, actor, role, hop, purpose, legalBasis, kinds.toSorted(), asOf];
  return createHash('sha256')
    .update(JSON.stringify([who, parties, policy]))
    .digest();
}

/**
 * Keeps a reply in the caller's transaction, and forgets in passing what expired an hour ago. Of
 * several inquiries that go on with the same one the newest that was looked up counts.
 */
export async function keepReply(
  tx: Transaction,
  reply: { inquiry: string; asked: Buffer; sealed: string; exp: number },
): Promise<void> {
  const { inquiry, asked, sealed, exp } = reply;
  await tx.execute(sql`
    with gone as (
      delete from given_reply where expires_at < now() - interval '1 hour'
    )
    insert into given_reply (inquiry, asked, reply, expires_at)
    values (${inquiry}, ${asked}, ${sealed}, to_timestamp(${exp}))
    on conflict (inquiry) do update
    set asked = excluded.asked, reply = excluded.reply, expires_at = excluded.expires_at`);
}

/**
 * The reply that this agency gave to an inquiry which asked just the same and has not expired, or to
 * another that went on with it.
 */
export async function findGivenReply(
  db: Database,
  { inquiry, asked }: { inquiry: string; asked: Buffer },
  now: Date,
): Promise<string | undefined> {
  const [given] = await db
    .select({ reply: givenReply.reply })
    .from(givenReply)
    .where(
      sql`${givenReply.inquiry} = ${inquiry} and ${givenReply.asked} = ${asked}
        and ${givenReply.expiresAt} > ${now.toISOString()}::timestamptz`,
    );
  return given?.reply;
}

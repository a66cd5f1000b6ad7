import { sql } from 'drizzle-orm';
import type { Executor } from './issue-inquiry.ts';

/**
 * Deletes what the court remembered of the parties of an inquiry while it was under way, and of
 * those that lapsed: identifiers, and what agencies said in a first hop. The repairs hold all that
 * is to be kept.
 */
export async function forgetEntries(tx: Executor, inquiryId: string, now: Date): Promise<void> {
  await tx.execute(
    sql`delete from inquiry_party using inquiry
        where inquiry.id = inquiry_party.inquiry_id
          and (inquiry.id = ${inquiryId} or inquiry.expires_at < ${now.toISOString()}::timestamptz)`,
  );
}

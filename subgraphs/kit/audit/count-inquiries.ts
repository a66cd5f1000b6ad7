import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { INQUIRIES_PER_PAGE, inquiryCountSchema } from '../../../schema/contract/audit.ts';
import type { AuditAsk, InquiryCount } from '../../../schema/contract/audit.ts';
import type { Executor } from '../ledger/node-store.ts';

export type InquiriesAsk = Extract<AuditAsk, { ask: 'INQUIRIES' }>;

const countRows = z.array(inquiryCountSchema);

/**
 * What the ledger has of each inquiry whose first entry was written in a period, in the order of
 * their ids. Every inquiry is of one period, and its entries of later are counted with it: a
 * warrant lives for ten minutes, so an hour holds all of them.
 */
export async function countInquiries(
  db: Executor,
  { from, to, after }: InquiriesAsk,
): Promise<{ inquiries: InquiryCount[]; hasMore: boolean }> {
  const rows = await db.execute(sql`
    select inquiry,
      to_char(min(first) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      jsonb_object_agg(event, entries) as events
    from (
      select inquiry, event, min(at) as first, count(*) as entries
      from ledger_entry
      where at >= ${from}::timestamptz - interval '1 hour'
        and at < ${to}::timestamptz + interval '1 hour'
        and inquiry > coalesce(${after ?? null}::uuid, '00000000-0000-0000-0000-000000000000')
      group by inquiry, event
    ) as counted
    group by inquiry
    having min(first) >= ${from}::timestamptz and min(first) < ${to}::timestamptz
    order by inquiry
    limit ${INQUIRIES_PER_PAGE + 1}`);
  const counted = countRows.parse([...rows]);
  const inquiries = counted.slice(0, INQUIRIES_PER_PAGE);
  return { inquiries, hasMore: counted.length > INQUIRIES_PER_PAGE };
}

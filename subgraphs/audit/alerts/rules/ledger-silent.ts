import { sql } from 'drizzle-orm';
import type { Database } from '../../../kit/database/connect.ts';
import { findRows } from '../find-rows.ts';
import type { Finding, Period } from '../finding.ts';
import type { Thresholds } from '../thresholds.ts';

/**
 * A service was handed something that its ledger must have recorded, and for so many minutes its
 * checkpoint has not moved: it is away, or it answers and does not write it down. An agency by what
 * the hub routed to it, a court by what the hub passed back. One finding a silence.
 */
export function ledgerSilent(
  db: Database,
  { minutes }: Thresholds<'LEDGER_SILENT'>,
  { now }: Period,
): Promise<Finding[]> {
  return findRows(
    db,
    sql`
    with handed as (
      select agency as service, at, inquiry
      from followed_entry, jsonb_array_elements_text(detail -> 'agencies') as agency
      where event = 'INQUIRY_ROUTED' and at > ${now.toISOString()}::timestamptz - interval '1 day'
      union all
      select distinct asked.source, passed.at, passed.inquiry
      from followed_entry as passed
      join followed_entry as asked
        on asked.inquiry = passed.inquiry and asked.event = 'INQUIRY_ASKED'
      where passed.event = 'INQUIRY_PASSED'
        and passed.at > ${now.toISOString()}::timestamptz - interval '1 day'
    ), unseen as (
      select handed.*, coalesce(moved.size, 0) as size
      from handed left join lateral (
        select size, seen_at from witnessed_checkpoint
        where source = handed.service order by size desc limit 1) as moved on true
      where moved.seen_at is null or moved.seen_at < handed.at
    )
    select concat_ws(':', service, size) as key, min(at) as at, service as actor, service,
      (array_agg(inquiry order by at))[1] as inquiry,
      jsonb_build_object('inquiries', count(distinct inquiry)::int, 'size', size,
        'minutes', ${minutes}::int) as detail
    from unseen group by service, size
    having min(at) <= ${now.toISOString()}::timestamptz - make_interval(mins => ${minutes})`,
  );
}

import { sql } from 'drizzle-orm';
import type { Database } from '../../../kit/database/connect.ts';
import { decidedOf, undecidedFrom } from '../decided.ts';
import { findRows } from '../find-rows.ts';
import type { Finding, Period } from '../finding.ts';
import type { Thresholds } from '../thresholds.ts';

/**
 * A service was handed something that its ledger must have recorded, and for so many minutes its
 * checkpoint has not moved: it is away, or it answers and does not write it down. An agency by what
 * the hub routed to it, a court by what the hub passed back. One finding a silence, and another one
 * for what was handed to it after that was decided about.
 */
export function ledgerSilent(
  db: Pick<Database, 'execute'>,
  { minutes }: Thresholds<'LEDGER_SILENT'>,
  { now }: Period,
): Promise<Finding[]> {
  return findRows(
    db,
    sql`
    with handed as (
      select agency as service, source, index, at, inquiry
      from followed_entry, jsonb_array_elements_text(detail -> 'agencies') as agency
      where event = 'INQUIRY_ROUTED' and at > ${now.toISOString()}::timestamptz - interval '1 day'
      union all
      select distinct asked.source, passed.source, passed.index, passed.at, passed.inquiry
      from followed_entry as passed
      join followed_entry as asked
        on asked.inquiry = passed.inquiry and asked.event = 'INQUIRY_ASKED'
      where passed.event = 'INQUIRY_PASSED'
        and passed.at > ${now.toISOString()}::timestamptz - interval '1 day'
    ), unseen as (
      select handed.*, coalesce(moved.size, 0) as size,
        concat_ws(':', service, coalesce(moved.size, 0)) as key
      from handed left join lateral (
        select size, seen_at from witnessed_checkpoint
        where source = handed.service order by size desc limit 1) as moved on true
      where moved.seen_at is null or moved.seen_at < handed.at
    )
    select unseen.key, coalesce(decided.round, 0) as round, min(at) as at,
      service as actor, service,
      (array_agg(inquiry order by at))[1] as inquiry,
      jsonb_build_object('inquiries', count(distinct inquiry)::int, 'size', size,
        'minutes', ${minutes}::int) as detail
    from unseen left join ${decidedOf('LEDGER_SILENT')} as decided on decided.key = unseen.key
    where index >= ${undecidedFrom(sql`decided`, sql`source`)}
    group by unseen.key, decided.round, service, size
    having min(at) <= ${now.toISOString()}::timestamptz - make_interval(mins => ${minutes})`,
  );
}

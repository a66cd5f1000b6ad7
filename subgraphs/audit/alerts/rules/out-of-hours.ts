import { sql } from 'drizzle-orm';
import type { Database } from '../../../kit/database/connect.ts';
import { findRows } from '../find-rows.ts';
import type { Finding, Period } from '../finding.ts';
import type { Thresholds } from '../thresholds.ts';

/** Events by which somebody uses the graph to look people up. */
const USES = ['INQUIRY_ASKED', 'CONTACT_REVEALED', 'PROTECTION_LIFTED', 'AUDIT_READ'];

/**
 * Use at night or at a weekend, by the clock in China; holidays are not known here. One finding a
 * person and a day, at the first use.
 */
export function outOfHours(
  db: Database,
  { from: opens, to: closes, weekends }: Thresholds<'OUT_OF_HOURS'>,
  { from, now }: Period,
): Promise<Finding[]> {
  return findRows(
    db,
    sql`
    with used as (
      select source, actor, at, event, case_no, inquiry, at at time zone 'Asia/Shanghai' as local
      from followed_entry
      where event = any(${sql.param(USES)}::text[])
        and at >= ${from.toISOString()}::timestamptz and at <= ${now.toISOString()}::timestamptz
    ), outside as (
      select *, local::date as day from used
      where local::time < ${opens}::time or local::time >= ${closes}::time
        or (not ${weekends}::boolean and extract(isodow from local) > 5)
    )
    select distinct on (source, actor, day)
      concat_ws(':', source, actor, day) as key, at, actor, source as service,
      case_no as "caseNo", inquiry, jsonb_build_object('event', event,
        'local', to_char(local, 'YYYY-MM-DD HH24:MI'), 'weekday', extract(isodow from local)::int
      ) as detail
    from outside order by source, actor, day, at`,
  );
}

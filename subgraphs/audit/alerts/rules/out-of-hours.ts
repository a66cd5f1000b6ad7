import { sql } from 'drizzle-orm';
import type { Database } from '../../../kit/database/connect.ts';
import { decidedOf, undecidedFrom } from '../decided.ts';
import { findRows } from '../find-rows.ts';
import type { Finding, Period } from '../finding.ts';
import type { Thresholds } from '../thresholds.ts';

/** Events by which somebody uses the graph to look people up. */
const USES = ['INQUIRY_ASKED', 'CONTACT_REVEALED', 'PROTECTION_LIFTED', 'AUDIT_READ'];

/**
 * Use at night or at a weekend, by the clock in China; holidays are not known here. One finding a
 * person and a day, at the first use that nobody has decided about.
 */
export function outOfHours(
  db: Pick<Database, 'execute'>,
  { from: opens, to: closes, weekends }: Thresholds<'OUT_OF_HOURS'>,
  { from, now }: Period,
): Promise<Finding[]> {
  return findRows(
    db,
    sql`
    with used as (
      select source, index, actor, at, event, case_no, inquiry, at at time zone 'Asia/Shanghai' as local
      from followed_entry
      where event = any(${sql.param(USES)}::text[])
        and at >= ${from.toISOString()}::timestamptz and at <= ${now.toISOString()}::timestamptz
    ), outside as (
      select *, concat_ws(':', source, actor, local::date) as key from used
      where local::time < ${opens}::time or local::time >= ${closes}::time
        or (not ${weekends}::boolean and extract(isodow from local) > 5)
    )
    select distinct on (outside.key)
      outside.key, coalesce(decided.round, 0) as round, at, actor, source as service,
      case_no as "caseNo", inquiry, jsonb_build_object('event', event,
        'local', to_char(local, 'YYYY-MM-DD HH24:MI'), 'weekday', extract(isodow from local)::int
      ) as detail
    from outside left join ${decidedOf('OUT_OF_HOURS')} as decided on decided.key = outside.key
    where index >= ${undecidedFrom(sql`decided`, sql`source`)}
    order by outside.key, at`,
  );
}

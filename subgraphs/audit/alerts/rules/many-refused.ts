import { sql } from 'drizzle-orm';
import type { Database } from '../../../kit/database/connect.ts';
import { findRows } from '../find-rows.ts';
import type { Finding, Period } from '../finding.ts';
import type { Thresholds } from '../thresholds.ts';

/**
 * More refusals of one person within the window than a mistake explains; of those whom no sign-in
 * names, whom the hub records under its own code, more than `unnamed`. Envelopes that an agency
 * refuses count too, under whoever the agency could name. One finding an actor and a window of the
 * clock.
 */
export function manyRefused(
  db: Database,
  { refusals, unnamed, minutes }: Thresholds<'MANY_REFUSED'>,
  { from, now }: Period,
): Promise<Finding[]> {
  return findRows(
    db,
    sql`
    with refused as (
      select source, actor, at, outcome, actor = source or actor = 'gateway' as nameless,
        count(*) over (
          partition by source, actor order by at
          range between make_interval(mins => ${minutes}) preceding and current row
        )::int as refusals
      from followed_entry
      where event in ('ACCESS_DENIED', 'INQUIRY_REFUSED')
        and at <= ${now.toISOString()}::timestamptz
        and at >= ${from.toISOString()}::timestamptz - make_interval(mins => ${minutes})
    ), passed as (
      select *, floor(extract(epoch from at) / (60 * ${minutes}::int)) as place
      from refused
      where at >= ${from.toISOString()}::timestamptz
        and refusals > case when nameless then ${unnamed}::int else ${refusals}::int end
    )
    select distinct on (source, actor, place)
      concat_ws(':', source, actor, place) as key, at, actor, source as service,
      jsonb_build_object('refusals', refusals, 'last', outcome, 'minutes', ${minutes}::int) as detail
    from passed order by source, actor, place, at`,
  );
}

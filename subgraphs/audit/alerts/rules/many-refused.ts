import { sql } from 'drizzle-orm';
import type { Database } from '../../../kit/database/connect.ts';
import { decidedOf, undecidedFrom } from '../decided.ts';
import { findRows } from '../find-rows.ts';
import type { Finding, Period } from '../finding.ts';
import type { Thresholds } from '../thresholds.ts';

/**
 * More refusals of one person within the window than a mistake explains; of those whom no sign-in
 * names, whom the hub records under its own code, more than `unnamed`. Envelopes that an agency
 * refuses count too, under whoever the agency could name. One finding an actor and a window of the
 * clock; each refusal after it was decided about finds it anew while there are still as many.
 */
export function manyRefused(
  db: Pick<Database, 'execute'>,
  { refusals, unnamed, minutes }: Thresholds<'MANY_REFUSED'>,
  { from, now }: Period,
): Promise<Finding[]> {
  return findRows(
    db,
    sql`
    with refused as (
      select source, index, actor, at, outcome, actor = source or actor = 'gateway' as nameless,
        count(*) over (
          partition by source, actor order by at
          range between make_interval(mins => ${minutes}) preceding and current row
        )::int as refusals
      from followed_entry
      where event in ('ACCESS_DENIED', 'INQUIRY_REFUSED')
        and at <= ${now.toISOString()}::timestamptz
        and at >= ${from.toISOString()}::timestamptz - make_interval(mins => ${minutes})
    ), passed as (
      select *, concat_ws(':', source, actor,
        floor(extract(epoch from at) / (60 * ${minutes}::int))) as key
      from refused
      where at >= ${from.toISOString()}::timestamptz
        and refusals > case when nameless then ${unnamed}::int else ${refusals}::int end
    )
    select distinct on (passed.key)
      passed.key, coalesce(decided.round, 0) as round, at, actor, source as service,
      jsonb_build_object('refusals', refusals, 'last', outcome, 'minutes', ${minutes}::int) as detail
    from passed left join ${decidedOf('MANY_REFUSED')} as decided on decided.key = passed.key
    where index >= ${undecidedFrom(sql`decided`, sql`source`)}
    order by passed.key, at`,
  );
}

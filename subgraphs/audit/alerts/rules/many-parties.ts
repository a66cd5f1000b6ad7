import { sql } from 'drizzle-orm';
import type { Database } from '../../../kit/database/connect.ts';
import { decidedOf, undecidedFrom } from '../decided.ts';
import { findRows } from '../find-rows.ts';
import type { Finding, Period } from '../finding.ts';
import type { Thresholds } from '../thresholds.ts';

/**
 * More distinct parties of one clerk within the window than allowed; what a judge has approved for
 * the clerk within a day is allowed besides. One finding a clerk and a window of the clock, at the
 * minute in which it was passed; each party who was not among them when that was decided about finds
 * it anew.
 *
 * Counted by minutes: a thousand parties put at once are one step, not a thousand.
 */
export function manyParties(
  db: Pick<Database, 'execute'>,
  { parties, minutes }: Thresholds<'MANY_PARTIES'>,
  { from, now }: Period,
): Promise<Finding[]> {
  return findRows(
    db,
    sql`
    with asked as (
      select source, actor, coalesce(person, detail ->> 'repair') as party,
        date_trunc('minute', at) as minute, min(index) as index
      from followed_entry
      where event = 'INQUIRY_ASKED' and at <= ${now.toISOString()}::timestamptz
        and at >= ${from.toISOString()}::timestamptz - make_interval(mins => ${minutes + 1})
      group by 1, 2, 3, 4
    ), minutes as (
      select distinct source, actor, minute, concat_ws(':', source, actor,
        floor(extract(epoch from minute) / (60 * ${minutes}::int))) as key
      from asked
      where minute >= date_trunc('minute', ${from.toISOString()}::timestamptz)
    ), steps as (
      select minutes.*, coalesce(decided.round, 0) as round,
        ${undecidedFrom(sql`decided`, sql`source`)} as undecided
      from minutes left join ${decidedOf('MANY_PARTIES')} as decided on decided.key = minutes.key
    ), counted as (
      select steps.*, within.parties, within.latest >= steps.undecided as is_new, (
          select coalesce(sum((batch.detail ->> 'parties')::int), 0)::int
          from followed_entry as batch
          where batch.event = 'BATCH_APPROVED' and batch.source = steps.source
            and batch.detail ->> 'clerk' = steps.actor
            and batch.at < steps.minute + interval '1 minute'
            and batch.at > steps.minute - interval '1 day' - make_interval(mins => ${minutes})
        ) as approved
      from steps cross join lateral (
        -- the party who came in last is the newest of them
        select count(*)::int as parties, max(first) as latest from (
          select min(asked.index) as first from asked
          where asked.source = steps.source and asked.actor = steps.actor
            and asked.minute <= steps.minute
            and asked.minute > steps.minute - make_interval(mins => ${minutes})
          group by asked.party) as party
      ) as within
    )
    select distinct on (key) key, round, minute as at, actor, source as service,
      jsonb_build_object('parties', parties, 'approved', approved,
        'allowed', ${parties}::int, 'minutes', ${minutes}::int) as detail
    from counted where parties > approved + ${parties}::int and is_new
    order by key, minute`,
  );
}

import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
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
 * Counted by who comes in and who falls out, minute by minute, so that its time grows with what was
 * asked and not with its square: the largest look-up of all must not be the one that is not told.
 */
export function manyParties(
  db: Pick<Database, 'execute'>,
  thresholds: Thresholds<'MANY_PARTIES'>,
  { from, now }: Period,
): Promise<Finding[]> {
  const { parties, minutes } = thresholds;
  const window = sql`make_interval(mins => ${minutes}::int)`;
  const start = sql`${from.toISOString()}::timestamptz`;
  return findRows(
    db,
    sql`
    with asked as (
      select source, actor, coalesce(person, detail ->> 'repair') as party,
        date_trunc('minute', at) as minute, min(index) as index
      from followed_entry
      where event = 'INQUIRY_ASKED' and at <= ${now.toISOString()}::timestamptz
        and at >= ${start} - ${window} - interval '1 minute'
      group by 1, 2, 3, 4
    ), judged as (${judged(minutes)}), levels as (${levels(window)}
    ), steps as (
      select distinct source, actor, key, minute, round from judged
      where later = 0 and minute >= date_trunc('minute', ${start})
    ), passed as (
      select steps.*, levels.parties, ${approved(window)} as approved
      from steps join levels using (key, minute)
      where levels.parties > ${parties}::int and levels.parties > levels.known
    )
    select distinct on (key) key, round, minute as at, actor, source as service,
      jsonb_build_object('parties', parties, 'approved', approved,
        'allowed', ${parties}::int, 'minutes', ${minutes}::int) as detail
    from passed where parties > approved + ${parties}::int
    order by key, minute`,
  );
}

/**
 * What was asked, by the windows of the clock that count it: its own and the one after. With each,
 * how often that window was decided about, and whether this was known then.
 */
function judged(minutes: number): SQL {
  return sql`
    select counted.*, coalesce(decided.round, 0) as round,
      index < ${undecidedFrom(sql`decided`, sql`source`)} as known
    from (
      select asked.*, later, concat_ws(':', source, actor,
        floor(extract(epoch from minute) / (60 * ${minutes}::int)) + later) as key
      from asked cross join (values (0), (1)) as windows(later)
    ) as counted left join ${decidedOf('MANY_PARTIES')} as decided on decided.key = counted.key`;
}

/** How many parties count in each minute, and how many of them were known. */
function levels(window: SQL): SQL {
  return sql`
    with spans as (
      -- a party counts until the window has passed, or until the party is asked for again
      select judged.*,
        least(minute + ${window}, lead(minute) over of_party) as ends,
        least(minute + ${window}, lead(minute) over of_known) as known_until
      from judged
      window of_party as (partition by key, party order by minute),
        of_known as (partition by key, party, known order by minute)
    ), changes as (
      select key, minute, 1 as parties, 0 as known from spans
      union all select key, ends, -1, 0 from spans
      union all select key, minute, 0, 1 from spans where known
      union all select key, known_until, 0, -1 from spans where known
    )
    select key, minute, sum(sum(parties)) over since as parties, sum(sum(known)) over since as known
    from changes group by key, minute
    window since as (partition by key order by minute)`;
}

/** How many parties a judge has approved for the clerk of a step, within a day before the window. */
function approved(window: SQL): SQL {
  return sql`(
    select coalesce(sum((batch.detail ->> 'parties')::int), 0)::int
    from followed_entry as batch
    where batch.event = 'BATCH_APPROVED' and batch.source = steps.source
      and batch.detail ->> 'clerk' = steps.actor
      and batch.at < steps.minute + interval '1 minute'
      and batch.at > steps.minute - interval '1 day' - ${window})`;
}

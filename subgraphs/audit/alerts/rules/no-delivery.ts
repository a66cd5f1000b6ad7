import { sql } from 'drizzle-orm';
import type { Database } from '../../../kit/database/connect.ts';
import { decidedOf, undecidedFrom } from '../decided.ts';
import { findRows } from '../find-rows.ts';
import type { Finding, Period } from '../finding.ts';
import type { Thresholds } from '../thresholds.ts';

/** Days after the term within which a reveal is still judged, where nobody evaluated on the day. */
const JUDGED_FOR = 90;

/**
 * A party was found and a contact of theirs opened, and for so many days nothing was sent: what was
 * it looked up for? One finding a repair, at the first opening that nobody has decided about.
 */
export function noDelivery(
  db: Pick<Database, 'execute'>,
  { days }: Thresholds<'NO_DELIVERY'>,
  { now }: Period,
): Promise<Finding[]> {
  return findRows(
    db,
    sql`
    with opened as (
      select *, detail ->> 'repair' as repair, concat_ws(':', source, detail ->> 'repair') as key
      from followed_entry where event = 'CONTACT_REVEALED'
    ), revealed as (
      select distinct on (opened.key) opened.*, coalesce(decided.round, 0) as round
      from opened left join ${decidedOf('NO_DELIVERY')} as decided on decided.key = opened.key
      where index >= ${undecidedFrom(sql`decided`, sql`source`)}
        and at >= ${now.toISOString()}::timestamptz - make_interval(days => ${days + JUDGED_FOR})
      order by opened.key, at
    )
    select key, round, at, actor, source as service,
      case_no as "caseNo", jsonb_build_object('repair', repair, 'days', ${days}::int) as detail
    from revealed
    where at <= ${now.toISOString()}::timestamptz - make_interval(days => ${days})
      and exists (
        select from followed_entry as settled
        where settled.event = 'INQUIRY_SETTLED' and settled.outcome = 'FOUND'
          and settled.source = revealed.source and settled.detail ->> 'repair' = revealed.repair)
      and not exists (
        select from followed_entry as sent
        where sent.event = 'DELIVERY_ATTEMPTED' and sent.source = revealed.source
          and sent.detail ->> 'repair' = revealed.repair and sent.at >= revealed.at)`,
  );
}

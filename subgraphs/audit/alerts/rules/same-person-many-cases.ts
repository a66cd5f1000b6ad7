import { sql } from 'drizzle-orm';
import type { Database } from '../../../kit/database/connect.ts';
import { decidedOf, undecidedFrom } from '../decided.ts';
import { findRows } from '../find-rows.ts';
import type { Finding, Period } from '../finding.ts';
import type { Thresholds } from '../thresholds.ts';

/**
 * One person sought under more cases within so many days than allowed. By the court's own entries,
 * in which a person has one pseudonym. One finding for each case that is one too many, at its first
 * inquiry of those days that nobody has decided about; the key is a digest, since it must not give the
 * pseudonym away.
 */
export function samePersonManyCases(
  db: Pick<Database, 'execute'>,
  { cases, days }: Thresholds<'SAME_PERSON_MANY_CASES'>,
  { from, now }: Period,
): Promise<Finding[]> {
  return findRows(
    db,
    sql`
    with firsts as (
      select distinct on (source, person, case_no)
        source, index, person, case_no, at, actor, inquiry
      from followed_entry
      where event = 'INQUIRY_ASKED' and person is not null and case_no is not null
        and at <= ${now.toISOString()}::timestamptz
        and at >= ${from.toISOString()}::timestamptz - make_interval(days => ${days})
        and (source, person) in (
          select source, person from followed_entry
          where event = 'INQUIRY_ASKED' and at >= ${from.toISOString()}::timestamptz)
      order by source, person, case_no, at
    ), counted as (
      select *, count(*) over within_days::int as cases,
        jsonb_agg(case_no) over within_days as "caseNos",
        jsonb_agg(actor) over within_days as actors
      from firsts
      window within_days as (
        partition by source, person order by at
        range between make_interval(days => ${days}) preceding and current row)
    ), many as (
      select *, encode(sha256(convert_to(source || ':' || person, 'UTF8')), 'hex') || ':' || case_no
          as key
      from counted where cases > ${cases}::int and at >= ${from.toISOString()}::timestamptz
    )
    select many.key, coalesce(decided.round, 0) as round, at, actor, source as service,
      case_no as "caseNo", inquiry,
      jsonb_build_object('cases', cases, 'caseNos', "caseNos", 'days', ${days}::int,
        'clerks', (select count(distinct clerk)::int
          from jsonb_array_elements_text(actors) as clerk)) as detail
    from many left join ${decidedOf('SAME_PERSON_MANY_CASES')} as decided
      on decided.key = many.key
    where index >= ${undecidedFrom(sql`decided`, sql`source`)}`,
  );
}

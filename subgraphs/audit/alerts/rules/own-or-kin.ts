import { sql } from 'drizzle-orm';
import type { Database } from '../../../kit/database/connect.ts';
import { findRows } from '../find-rows.ts';
import type { Finding, Period } from '../finding.ts';
import type { Thresholds } from '../thresholds.ts';

/** A clerk asked about somebody who shares an identifier or a household with them, or is kin. */
export function ownOrKin(
  db: Pick<Database, 'execute'>,
  { grounds }: Thresholds<'OWN_OR_KIN'>,
  { from, now }: Period,
): Promise<Finding[]> {
  return findRows(
    db,
    sql`
    select concat_ws(':', source, index) as key, at, actor, source as service,
      case_no as "caseNo", inquiry, jsonb_build_object('ground', outcome) as detail
    from followed_entry
    where event = 'CONFLICT_FOUND' and outcome = any(${sql.param(grounds)}::text[])
      and at >= ${from.toISOString()}::timestamptz and at <= ${now.toISOString()}::timestamptz`,
  );
}

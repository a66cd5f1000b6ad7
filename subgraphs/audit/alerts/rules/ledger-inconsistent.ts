import { sql } from 'drizzle-orm';
import type { Database } from '../../../kit/database/connect.ts';
import { findRows } from '../find-rows.ts';
import type { Finding, Period } from '../finding.ts';
import type { Thresholds } from '../thresholds.ts';

/** A ledger is not what it was: entries were changed, taken out, or it was begun anew. */
export function ledgerInconsistent(
  db: Pick<Database, 'execute'>,
  _thresholds: Thresholds<'LEDGER_INCONSISTENT'>,
  { now }: Period,
): Promise<Finding[]> {
  return findRows(
    db,
    sql`
    select id::text as key, found_at as at, source as actor, source as service,
      jsonb_build_object('fault', fault, 'sizeBefore', size_before, 'ledgerFault', id) as detail
    from ledger_fault
    where found_at <= ${now.toISOString()}::timestamptz and not exists (
      select from alert where rule = 'LEDGER_INCONSISTENT' and key = ledger_fault.id::text)`,
  );
}

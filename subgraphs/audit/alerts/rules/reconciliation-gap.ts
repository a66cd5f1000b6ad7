import type { Database } from '../../../kit/database/connect.ts';
import type { Finding, Period } from '../finding.ts';
import { followedGaps } from '../followed-gaps.ts';
import type { Thresholds } from '../thresholds.ts';

const DAY = 24 * 60 * 60 * 1000;

/**
 * Court, hub and agencies do not tell the same of an inquiry, so many minutes after it. One finding
 * an inquiry, a gap and a ledger.
 */
export async function reconciliationGap(
  db: Pick<Database, 'execute'>,
  { minutes }: Thresholds<'RECONCILIATION_GAP'>,
  { from, now }: Period,
): Promise<Finding[]> {
  const earliest = Math.min(from.getTime(), now.getTime() - DAY) - minutes * 60_000;
  const gaps = await followedGaps(db, {
    from: new Date(earliest),
    to: new Date(now.getTime() - minutes * 60_000),
  });
  return gaps.map(({ key, round, inquiry, gap, missingAt, saidBy, at }) => ({
    ...{ key, round },
    ...{ at, actor: saidBy, service: missingAt, inquiry },
    detail: { gap, missingAt, saidBy },
  }));
}

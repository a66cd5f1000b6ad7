import { desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Executor } from '../release/released.ts';
import { refusedPublication, release } from '../tables.ts';

/** One thing that was done about a subgraph, or refused. */
export type HistoryEntry = {
  at: Date;
  /** As `RELEASE_ACTS`, or `REFUSED`. */
  act: string;
  /** Since then; null where there was none, or nothing was done. */
  version: number | null;
  by: string;
  reason: string | null;
  /** Codes of what was wrong with what was refused. */
  problems: string[];
};

const changedShape = z.record(z.string(), z.int().nullable());

/** Entries that are given at most. */
const MOST = 1000;

/** What was done about one subgraph, newest first. */
export async function readHistory(db: Executor, code: string): Promise<HistoryEntry[]> {
  const done = await db
    .select()
    .from(release)
    .where(sql`jsonb_exists(${release.changed}, ${code})`)
    .orderBy(desc(release.id))
    .limit(MOST);
  const refused = await db
    .select()
    .from(refusedPublication)
    .where(eq(refusedPublication.code, code))
    .orderBy(desc(refusedPublication.refusedAt))
    .limit(MOST);
  const entries = [
    ...done.map(({ releasedAt, act, changed, releasedBy, reason }) => ({
      ...{ at: releasedAt, act, by: releasedBy, reason, problems: [] },
      version: changedShape.parse(changed)[code] ?? null,
    })),
    ...refused.map(({ refusedAt, refusedBy, problems }) => ({
      ...{ at: refusedAt, act: 'REFUSED', version: null, by: refusedBy, reason: null, problems },
    })),
  ];
  return entries.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, MOST);
}

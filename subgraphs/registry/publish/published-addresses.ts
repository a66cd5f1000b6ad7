import { desc } from 'drizzle-orm';
import type { Executor } from '../release/released.ts';
import { publication } from '../tables.ts';

/**
 * Where each subgraph answers by what it published last, by code; also one that was retired, whose
 * ledger stays.
 */
export async function publishedAddresses(
  db: Pick<Executor, 'selectDistinctOn'>,
): Promise<Record<string, string>> {
  const { code, url, version } = publication;
  const rows = await db
    .selectDistinctOn([code], { code, url })
    .from(publication)
    .orderBy(code, desc(version));
  return Object.fromEntries(rows.map((row) => [row.code, row.url]));
}

import { desc, inArray } from 'drizzle-orm';
import type { Executor } from '../release/released.ts';
import { publication } from '../tables.ts';

export type StoredPublication = typeof publication.$inferSelect;

/** The newest version of each of these codes, by code. */
export async function newestVersions(
  db: Executor,
  codes: readonly string[],
): Promise<Map<string, StoredPublication>> {
  if (codes.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([publication.code])
    .from(publication)
    .where(inArray(publication.code, [...codes]))
    .orderBy(publication.code, desc(publication.version));
  return new Map(rows.map((row) => [row.code, row]));
}

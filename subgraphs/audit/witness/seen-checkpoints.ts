import { and, eq, max } from 'drizzle-orm';
import type { Database } from '../../kit/database/connect.ts';
import { followedEntry, witnessedCheckpoint } from '../tables.ts';

/** Size of the newest checkpoint that each source has shown. */
export async function seenSizes(db: Database): Promise<Map<string, number>> {
  const { source, size } = witnessedCheckpoint;
  const rows = await db
    .select({ source, size: max(size) })
    .from(witnessedCheckpoint)
    .groupBy(source);
  return new Map(rows.map((row) => [row.source, row.size ?? 0]));
}

/** The root that a source's checkpoint of this size had. */
export async function seenRoot(
  db: Database,
  code: string,
  entries: number,
): Promise<Uint8Array | undefined> {
  const { source, size, root } = witnessedCheckpoint;
  const [row] = await db
    .select({ root })
    .from(witnessedCheckpoint)
    .where(and(eq(source, code), eq(size, entries)));
  return row && new Uint8Array(row.root);
}

/** When the newest entry of each source was written, of those that were followed. */
export async function newestFollowed(db: Database): Promise<Map<string, Date>> {
  const { source, at } = followedEntry;
  const rows = await db
    .select({ source, at: max(at) })
    .from(followedEntry)
    .groupBy(source);
  return new Map(rows.flatMap((row) => (row.at === null ? [] : [[row.source, row.at]])));
}

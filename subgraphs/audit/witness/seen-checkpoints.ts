import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../kit/database/connect.ts';
import { witnessedCheckpoint } from '../tables.ts';

const sizeRows = z.array(z.object({ source: z.string(), size: z.coerce.number() }));
const timeRows = z.array(
  z.object({ source: z.string(), at: z.string().transform((text) => new Date(text)) }),
);

/**
 * Size of the newest checkpoint that each of these sources has shown. Source by source along the key:
 * what was shown before grows for ever, and is asked about every few seconds.
 */
export async function seenSizes(
  db: Pick<Database, 'execute'>,
  sources: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db.execute(sql`
    select asked.source, newest.size from unnest(${sql.param([...sources])}::text[]) as asked(source)
    cross join lateral (
      select size from witnessed_checkpoint as seen
      where seen.source = asked.source order by size desc limit 1) as newest`);
  return new Map(sizeRows.parse([...rows]).map(({ source, size }) => [source, size]));
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

/** When the newest entry of each of these sources was written, of those that were followed; likewise. */
export async function newestFollowed(
  db: Pick<Database, 'execute'>,
  sources: readonly string[],
): Promise<Map<string, Date>> {
  const rows = await db.execute(sql`
    select asked.source, newest.at from unnest(${sql.param([...sources])}::text[]) as asked(source)
    cross join lateral (
      select at from followed_entry as entry
      where entry.source = asked.source order by index desc limit 1) as newest`);
  return new Map(timeRows.parse([...rows]).map(({ source, at }) => [source, at]));
}

import { and, inArray, or, sql } from 'drizzle-orm';
import type { Database } from '../../kit/database/connect.ts';
import { followedEntry } from '../tables.ts';

/**
 * Under which names people stand in ledgers: agencies are told a pseudonym, which the court's own
 * entries name beside the subject.
 *
 * @param names subjects or pseudonyms
 * @returns all of them, and those that belong to the same people
 */
export async function namesOf(
  db: Pick<Database, 'selectDistinct'>,
  names: readonly string[],
): Promise<string[]> {
  const { actor, event, detail } = followedEntry;
  const pseudonym = sql<string>`${detail} ->> 'pseudonym'`;
  const rows = await db
    .selectDistinct({ actor, pseudonym })
    .from(followedEntry)
    .where(
      and(
        // written out, as the indexes of those who asked have it
        sql`${event} = 'INQUIRY_ASKED'`,
        or(inArray(actor, [...names]), inArray(pseudonym, [...names])),
        sql`${pseudonym} is not null`,
      ),
    )
    .limit(50);
  const found = rows.flatMap((row) => [row.actor, row.pseudonym]);
  return [...new Set([...names, ...found])].slice(0, 50);
}

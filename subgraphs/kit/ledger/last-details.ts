import { and, desc, eq } from 'drizzle-orm';
import type { EventCode } from '../../../schema/contract/events.ts';
import type { Database } from '../database/connect.ts';
import { readBody } from './entry.ts';
import type { LedgerBody } from './entry.ts';
import { ledgerEntry } from './tables.ts';

/** What the newest entries of one event by one actor say, the newest first. */
export async function lastDetails(
  db: Database,
  { actor, event, most }: { actor: string; event: EventCode; most: number },
): Promise<NonNullable<LedgerBody['detail']>[]> {
  const rows = await db
    .select({ body: ledgerEntry.body })
    .from(ledgerEntry)
    .where(and(eq(ledgerEntry.actor, actor), eq(ledgerEntry.event, event)))
    .orderBy(desc(ledgerEntry.index))
    .limit(most);
  return rows.map(({ body }) => readBody(body)?.detail ?? {});
}

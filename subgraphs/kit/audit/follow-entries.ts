import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { AuditAsk } from '../../../schema/contract/audit.ts';
import type { EventCode } from '../../../schema/contract/events.ts';
import type { Executor } from '../ledger/node-store.ts';
import type { EntryPage } from './read-page.ts';

export type FollowAsk = Extract<AuditAsk, { ask: 'FOLLOW' }>;

/** Entries looked at for one page at most; more than one inquiry can have. */
const WINDOW = 20_000;
const LOOK_UP: EventCode = 'INQUIRY_ANSWERED';

const rowsSchema = z.array(
  z.object({
    newest: z.coerce.number().nullable(),
    end: z.coerce.number(),
    index: z.coerce.number().nullable(),
    body: z.string().nullable(),
  }),
);

/**
 * Entries in order, from an index on, and where to go on. Those of a month that was dropped are not
 * among them; of an inquiry's look-ups, in brief, the first alone.
 */
export async function followEntries(
  db: Executor,
  { from, first, brief = false }: FollowAsk,
): Promise<EntryPage & { next: number }> {
  // the page is full long before the window ends, unless it is brief: the scan stops there
  const rows = await db.execute(sql`
    with bounds as materialized (
      select greatest(${from}::bigint - 1, min(index)) as low, max(index) as newest from ledger_entry
    ), page as materialized (
      select index, body from (
        select index, body, ${brief}::boolean and event = ${LOOK_UP}
          and event = lag(event) over (order by index)
          and inquiry = lag(inquiry) over (order by index) as is_again
        from ledger_entry
        where index between (select low from bounds) and (select low from bounds) + ${WINDOW - 1}
      ) as entry
      where index >= ${from} and is_again is not true order by index limit ${first + 1}
    )
    select bounds.newest, bounds.low + ${WINDOW - 1} as "end", page.index, page.body
    from bounds left join page on true order by page.index`);
  const found = rowsSchema.parse([...rows]);
  const entries = found.flatMap(({ index, body }) =>
    index === null || body === null ? [] : [{ index, body }],
  );
  const beyond = entries[first];
  const { newest = null, end = from } = found[0] ?? {};
  const last = newest === null ? from - 1 : Math.min(newest, end);
  return {
    bodies: entries.slice(0, first).map(({ body }) => body),
    hasMore: beyond !== undefined || (newest !== null && newest > end),
    next: beyond?.index ?? Math.max(from, last + 1),
  };
}

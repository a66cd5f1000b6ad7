import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { AuditAsk } from '../../../schema/contract/audit.ts';
import type { EventCode } from '../../../schema/contract/events.ts';
import type { Executor } from '../ledger/node-store.ts';
import type { EntryPage } from './read-page.ts';

export type FollowAsk = Extract<AuditAsk, { ask: 'FOLLOW' }>;

/** Entries looked at for one page; more than one inquiry can have. */
const WINDOW = 20_000;
const LOOK_UP: EventCode = 'INQUIRY_ANSWERED';

const rowsSchema = z.array(
  z.object({
    last: z.coerce.number().nullable(),
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
  const rows = await db.execute(sql`
    with scanned as materialized (
      select index, at, ${brief}::boolean and event = ${LOOK_UP}
        and event = lag(event) over (order by index)
        and inquiry = lag(inquiry) over (order by index) as is_again
      from ledger_entry where index >= ${from - 1} order by index limit ${WINDOW}
    )
    select newest.last, page.index, entry.body
    from (select max(index) as last from scanned) as newest
    left join lateral (
      select index, at from scanned where index >= ${from} and is_again is not true
      order by index limit ${first + 1}
    ) as page on true
    left join ledger_entry as entry on entry.index = page.index and entry.at = page.at
    order by page.index`);
  const found = rowsSchema.parse([...rows]);
  const entries = found.flatMap(({ index, body }) =>
    index === null || body === null ? [] : [{ index, body }],
  );
  const beyond = entries[first];
  const last = found[0]?.last ?? from - 1;
  return {
    bodies: entries.slice(0, first).map(({ body }) => body),
    hasMore: beyond !== undefined || last - from >= WINDOW - 2,
    next: beyond?.index ?? Math.max(from, last + 1),
  };
}

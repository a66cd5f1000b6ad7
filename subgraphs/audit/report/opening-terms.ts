import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../kit/database/connect.ts';
import type { ShownEntry } from '../pages/shown-entry.ts';
import { detailOf } from './look-ups.ts';

/** For what something was opened, and as what somebody did. */
export type OpeningTerms = { purpose: string | null; role: string | null };

const termRows = z.array(
  z.object({
    place: z.coerce.number(),
    purpose: z.string().nullable(),
    role: z.string().nullable(),
  }),
);

/**
 * What entries of openings leave unsaid that were written before they had purpose and role: the terms of
 * the inquiry by which the contact was found. That is the last one before it about the same person and
 * repair that asked for contacts at all, since running a repair anew deletes what was found. The role is
 * known where the same person asked and opened.
 */
export async function openingTerms<Entry extends ShownEntry>(
  db: Pick<Database, 'execute'>,
  entries: readonly Entry[],
): Promise<ReadonlyMap<Entry, OpeningTerms>> {
  const unsaid = entries.flatMap((entry) => {
    const repair = detailOf(entry, 'repair');
    const isOpening = ['CONTACT_REVEALED', 'PROTECTION_LIFTED'].includes(entry.event);
    return isOpening && entry.purpose === null && repair !== undefined ? [{ entry, repair }] : [];
  });
  if (unsaid.length === 0) return new Map();
  const asked = unsaid.map(({ entry, repair }, place) => ({
    ...{ place, source: entry.source, index: entry.index, actor: entry.actor, repair },
    person: entry.personPseudonym,
  }));
  const rows = await db.execute(sql`
    select opened.place, asked.purpose,
      case when asked.actor = opened.actor then asked.detail ->> 'role' end as role
    from json_to_recordset(${JSON.stringify(asked)}::json) as opened(
      place int, source text, index bigint, actor text, repair text, person text)
    cross join lateral (
      select purpose, actor, detail from followed_entry as entry
      where entry.source = opened.source and entry.person = opened.person
        and entry.event = 'INQUIRY_ASKED' and entry.index < opened.index
        and entry.detail ->> 'repair' = opened.repair and entry.detail -> 'kinds' <> '[]'::jsonb
      order by entry.index desc limit 1) as asked`);
  return new Map(
    termRows.parse([...rows]).flatMap(({ place, ...terms }) => {
      const entry = unsaid[place]?.entry;
      return entry === undefined ? [] : [[entry, terms] as const];
    }),
  );
}

import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../kit/database/connect.ts';
import { delaysInForce } from '../delays/delays-in-force.ts';
import type { ShownEntry } from '../pages/shown-entry.ts';
import { detailOf } from './look-ups.ts';

const relatedRows = z.array(z.object({ inquiry: z.string(), repair: z.string() }));

/**
 * The entries about one person without those that a delay in force covers: all of a delayed case; of
 * a delayed inquiry also the hop that followed it and what was opened of its result, which would
 * give it away.
 *
 * @param entries of one person
 */
export async function hideDelayed<Entry extends ShownEntry>(
  db: Database,
  now: Date,
  entries: readonly Entry[],
): Promise<Entry[]> {
  const delays = await delaysInForce(db, now);
  if (delays.length === 0) return [...entries];
  const cases = new Set(delays.flatMap(({ caseNo }) => caseNo ?? []));
  const delayed = delays.flatMap(({ inquiry }) => inquiry ?? []);
  const { inquiries, repairs } = await relatedTo(db, delayed, entries);
  return entries.filter((entry) => {
    const repair = detailOf(entry, 'repair');
    return !(
      (entry.caseNo !== null && cases.has(entry.caseNo)) ||
      (entry.inquiry !== null && inquiries.has(entry.inquiry)) ||
      (repair !== undefined && repairs.has(repair))
    );
  });
}

/**
 * What belongs to delayed inquiries, of this person alone: the same envelope may be about a thousand
 * others, whose other inquiries nobody has delayed. The person is known by the pseudonyms that their
 * entries have.
 */
async function relatedTo(
  db: Database,
  delayed: readonly string[],
  entries: readonly ShownEntry[],
): Promise<{ inquiries: Set<string>; repairs: Set<string> }> {
  const inquiries = new Set(delayed);
  const persons = entries.flatMap(({ personPseudonym }) => personPseudonym ?? []);
  if (delayed.length === 0 || persons.length === 0) return { inquiries, repairs: new Set() };
  const rows = await db.execute(sql`
    select distinct other.inquiry, other.detail ->> 'repair' as repair
    from followed_entry as one join followed_entry as other
      on other.source = one.source and other.person = one.person
        and other.event = 'INQUIRY_ASKED' and other.detail ->> 'repair' = one.detail ->> 'repair'
    where one.event = 'INQUIRY_ASKED' and one.inquiry = any(${sql.param([...delayed])}::uuid[])
      and one.person = any(${sql.param([...new Set(persons)])}::text[])`);
  const related = relatedRows.parse([...rows]);
  for (const { inquiry } of related) inquiries.add(inquiry);
  return { inquiries, repairs: new Set(related.map(({ repair }) => repair)) };
}

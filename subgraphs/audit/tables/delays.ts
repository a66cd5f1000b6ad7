import { date, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { millisecond } from '../../kit/database/instant.ts';

/** An order that a person is not yet told of a look-up. Never changed: its end is another row. */
export const disclosureDelay = pgTable(
  'disclosure_delay',
  {
    id: uuid('id').primaryKey(),
    /** Of one inquiry, or of all of a case: one of the two is given. */
    inquiry: uuid('inquiry'),
    caseNo: text('case_no'),
    reason: text('reason').notNull(),
    /** The first day, in China, on which the person is told. */
    until: date('until').notNull(),
    /** Subject of the judge. */
    orderedBy: text('ordered_by').notNull(),
    orderedAt: millisecond('ordered_at').notNull(),
  },
  (table) => [index('disclosure_delay_until').on(table.until)],
);

/** A delay that a judge has ended before its day. */
export const disclosureDelayEnd = pgTable('disclosure_delay_end', {
  delayId: uuid('delay_id')
    .primaryKey()
    .references(() => disclosureDelay.id),
  reason: text('reason').notNull(),
  endedBy: text('ended_by').notNull(),
  endedAt: millisecond('ended_at').notNull(),
});

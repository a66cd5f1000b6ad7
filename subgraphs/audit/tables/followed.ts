import { sql } from 'drizzle-orm';
import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { millisecond } from '../../kit/database/instant.ts';
import { bytea } from '../../kit/database/bytea.ts';

/** Counts entries: exact up to 2^53. */
const count = (name: string) => bigint(name, { mode: 'number' });

/** Every checkpoint that a service has shown (C2SP tlog-checkpoint): it cannot take one back. */
export const witnessedCheckpoint = pgTable(
  'witnessed_checkpoint',
  {
    /** Code of the service. */
    source: text('source').notNull(),
    size: count('size').notNull(),
    root: bytea('root').notNull(),
    note: text('note').notNull(),
    seenAt: millisecond('seen_at').notNull(),
  },
  (table) => [primaryKey({ name: 'witnessed_checkpoint_pk', columns: [table.source, table.size] })],
);

/** How far each ledger has been followed. */
export const followedPosition = pgTable('followed_position', {
  /** Code of the service. */
  source: text('source').primaryKey(),
  /** The index from which on nothing of it was read yet. */
  next: count('next').notNull(),
});

/** A ledger that is not what it was: kept with what proves it. */
export const ledgerFault = pgTable(
  'ledger_fault',
  {
    id: uuid('id').primaryKey(),
    source: text('source').notNull(),
    foundAt: millisecond('found_at').notNull(),
    /** As `LEDGER_FAULTS` names it. */
    fault: text('fault').notNull(),
    /** Of the newest checkpoint that was believed before; 0 for none. */
    sizeBefore: count('size_before').notNull(),
    /** The note that gave rise to it, as it came. */
    note: text('note').notNull(),
  },
  (table) => [index('ledger_fault_of_source').on(table.source, table.foundAt)],
);

/**
 * What everybody's entries say, to be searched by rules; the entries themselves stay where they are.
 * Of an agency's look-ups for one inquiry there is the first alone.
 */
export const followedEntry = pgTable(
  'followed_entry',
  {
    /** Code of the service whose ledger it stands in. */
    source: text('source').notNull(),
    /** Its place there, from 0. */
    index: count('index').notNull(),
    at: millisecond('at').notNull(),
    event: text('event').notNull(),
    /** A subject, a pseudonym of the court's, or the code of a service. */
    actor: text('actor').notNull(),
    /** Keyed pseudonym of the person looked up: alike within one source, not between them. */
    person: text('person'),
    inquiry: uuid('inquiry'),
    caseNo: text('case_no'),
    purpose: text('purpose'),
    outcome: text('outcome'),
    detail: jsonb('detail'),
  },
  (table) => [
    primaryKey({ name: 'followed_entry_pk', columns: [table.source, table.index] }),
    index('followed_entry_in_time').on(table.at),
    index('followed_entry_by_event').on(table.event, table.at),
    index('followed_entry_by_person').on(table.source, table.person, table.at),
    index('followed_entry_by_inquiry').on(table.inquiry),
    // who asked, by subject and by the pseudonym that agencies are told
    index('followed_entry_by_asker')
      .on(table.actor)
      .where(sql`${table.event} = 'INQUIRY_ASKED'`),
    index('followed_entry_by_pseudonym')
      .on(sql`(${table.detail} ->> 'pseudonym')`)
      .where(sql`${table.event} = 'INQUIRY_ASKED'`),
  ],
);

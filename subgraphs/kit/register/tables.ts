import { bigint, boolean, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { bytea } from '../database/bytea.ts';

const count = (name: string) => bigint(name, { mode: 'number' }).notNull();

/** Each import that replaced a register, with what it did. Every agency has one. */
export const importLog = pgTable('import_log', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  /** The table that was replaced. */
  register: text('register').notNull(),
  importedAt: timestamp('imported_at', { withTimezone: true }).notNull().defaultNow(),
  /** SHA-256 of the file. */
  fileDigest: bytea('file_digest').notNull(),
  /** Taken although most of its rows were bad, or it was empty. */
  forced: boolean('forced').notNull(),
  read: count('read'),
  inserted: count('inserted'),
  removed: count('removed'),
  unchanged: count('unchanged'),
  rejected: count('rejected'),
  duplicates: count('duplicates'),
});

/**
 * How often surnames and given names stand in the register, for the strength of evidence. Every
 * agency has one; an import that changes the register brings it up to date.
 */
export const nameFrequency = pgTable(
  'name_frequency',
  {
    /** ANY, with an empty term, counts every row that names a person. */
    part: text('part', { enum: ['ANY', 'SURNAME', 'GIVEN'] }).notNull(),
    /** As `nameTermsOf` writes it: folded, for counting only. */
    term: text('term').notNull(),
    count: count('count'),
  },
  (table) => [primaryKey({ columns: [table.part, table.term] })],
);

import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytea } from '../../kit/database/bytea.ts';
import { instant } from '../../kit/database/instant.ts';

/** One 案号, in its full-width form. */
export const courtCase = pgTable('court_case', {
  id: uuid('id').primaryKey(),
  caseNo: text('case_no').notNull().unique(),
  /** LIVE, CLOSED or WITHDRAWN. */
  status: text('status').notNull().default('LIVE'),
  endedAt: instant('ended_at'),
});

/** A person or organisation named in a case, as the court wrote it down. */
export const party = pgTable(
  'party',
  {
    id: uuid('id').primaryKey(),
    caseId: uuid('case_id')
      .notNull()
      .references(() => courtCase.id),
    partyRef: text('party_ref').notNull(),
    role: text('role').notNull(),
    partyType: text('party_type').notNull(),
    /** Sealed: name, identifier, phone and last known address as typed. */
    typed: bytea('typed').notNull(),
    /** Blind indexes of the normalised values; null where unknown or malformed. */
    nameIndex: bytea('name_index'),
    idIndex: bytea('id_index'),
    phoneIndex: bytea('phone_index'),
    /** Of the last known address, in the form that a clerk's household is compared in. */
    addressIndex: bytea('address_index'),
    /** Blind index of everything typed: tells whether a list says anything new. */
    typedIndex: bytea('typed_index').notNull(),
  },
  (table) => [
    uniqueIndex('party_in_case').on(table.caseId, table.partyRef),
    index('party_by_name').on(table.nameIndex),
    index('party_by_id').on(table.idIndex),
    index('party_by_phone').on(table.phoneIndex),
  ],
);

/** One list of parties as a clerk handed it in, known by the digest of its content. */
export const partyList = pgTable(
  'party_list',
  {
    id: uuid('id').primaryKey(),
    /** The order of intake; pages follow it. */
    sequence: integer('sequence').generatedAlwaysAsIdentity().notNull(),
    digest: bytea('digest').notNull().unique(),
    takenInAt: instant('taken_in_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('party_list_in_order').on(table.sequence)],
);

export const partyListEntry = pgTable(
  'party_list_entry',
  {
    listId: uuid('list_id')
      .notNull()
      .references(() => partyList.id),
    line: integer('line').notNull(),
    partyId: uuid('party_id')
      .notNull()
      .references(() => party.id),
    /** As this list writes the party; null in lists of before this was kept. */
    typedIndex: bytea('typed_index'),
  },
  (table) => [
    primaryKey({ columns: [table.listId, table.line] }),
    index('party_list_entry_of_party').on(table.partyId),
  ],
);

import {
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea } from '../../kit/database/bytea.ts';
import { courtCase, partyList } from './cases.ts';
import { repair } from './inquiries.ts';
import { instant } from '../../kit/database/instant.ts';

/** Which clerk works on which case. */
export const caseAssignment = pgTable(
  'case_assignment',
  {
    caseId: uuid('case_id')
      .notNull()
      .references(() => courtCase.id),
    /** `sub` of the clerk's token. */
    clerk: text('clerk').notNull(),
    assignedBy: text('assigned_by').notNull(),
    assignedAt: instant('assigned_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.caseId, table.clerk] }),
    index('case_assignment_of_clerk').on(table.clerk),
  ],
);

/** A list that a judge approved: its parties do not count against the clerk's hour. */
export const approvedBatch = pgTable(
  'approved_batch',
  {
    id: uuid('id').primaryKey(),
    listId: uuid('list_id')
      .notNull()
      .references(() => partyList.id),
    clerk: text('clerk').notNull(),
    approvedBy: text('approved_by').notNull(),
    reason: text('reason').notNull(),
    approvedAt: instant('approved_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    index('approved_batch_of_clerk').on(table.clerk, table.listId),
    index('approved_batch_of_list').on(table.listId),
  ],
);

/** What a clerk shares with nobody they ask about, else they are stopped (domain rules, privacy). */
export const clerkProfile = pgTable('clerk_profile', {
  /** `sub` of the clerk's token. */
  clerk: text('clerk').primaryKey(),
  /** Blind indexes, as those of parties. */
  idIndexes: bytea('id_indexes').array().notNull(),
  phoneIndexes: bytea('phone_indexes').array().notNull(),
  addressIndexes: bytea('address_indexes').array().notNull(),
  /** ID numbers of declared kin. */
  kinIndexes: bytea('kin_indexes').array().notNull(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
});

/** A clerk and a party who have something in common; it stops the clerk until approved. */
export const conflictOfInterest = pgTable(
  'conflict_of_interest',
  {
    id: uuid('id').primaryKey(),
    repairId: uuid('repair_id')
      .notNull()
      .references(() => repair.id),
    clerk: text('clerk').notNull(),
    ground: text('ground').notNull(),
    foundAt: instant('found_at').notNull().defaultNow(),
    approvedBy: text('approved_by'),
    approvalReason: text('approval_reason'),
    approvedAt: instant('approved_at'),
  },
  (table) => [uniqueIndex('conflict_of_clerk').on(table.repairId, table.clerk)],
);

/** The one time a judge opened a protected person, as the party was written then. */
export const protectedOpening = pgTable(
  'protected_opening',
  {
    repairId: uuid('repair_id')
      .notNull()
      .references(() => repair.id),
    /** Of the party: whoever is written in its place is another, whom nobody has opened. */
    typedIndex: bytea('typed_index').notNull(),
    judge: text('judge').notNull(),
    reason: text('reason').notNull(),
    openedAt: instant('opened_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ name: 'protected_opening_pk', columns: [table.repairId, table.typedIndex] }),
  ],
);

/** What people did and were refused, in order; nothing in it is ever changed. */
export const act = pgTable(
  'act',
  {
    id: uuid('id').primaryKey(),
    at: instant('at').notNull().defaultNow(),
    /** `sub` of the token; null where nobody was signed in. */
    subject: text('subject'),
    role: text('role'),
    /** As `ACT_KINDS` of `authority/record-act.ts` lists them. */
    kind: text('kind').notNull(),
    caseId: uuid('case_id'),
    /** The repair, list, contact or conflict it is about. */
    targetId: uuid('target_id'),
    reason: text('reason'),
    /** Codes and counts only. */
    detail: jsonb('detail').notNull().default({}),
  },
  (table) => [index('act_in_time').on(table.at)],
);

/** Parties asked about in the hour that runs, by clerk and by browser key. */
export const hourlyCount = pgTable('hourly_count', {
  key: text('key').primaryKey(),
  points: integer('points').notNull(),
  expire: instant('expire'),
});

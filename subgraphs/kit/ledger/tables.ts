import {
  bigint,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea } from '../database/bytea.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
/** Counts leaves: exact up to 2^53, as `isCount` has it. */
const count = (name: string) => bigint(name, { mode: 'number' }).notNull();

/**
 * What was done, in one order. The columns are there to be searched; what counts is `body`, whose
 * hash is the leaf. Partitioned by the month of `at`, which drizzle cannot say: the migration does.
 * The key of a partitioned table must hold `at`; that an index is given once, `ledger_node` sees to.
 */
export const ledgerEntry = pgTable(
  'ledger_entry',
  {
    /** Place in the tree, from 0, without gaps. */
    index: count('index'),
    at: instant('at').notNull(),
    /** As the catalogue of events names it. */
    event: text('event').notNull(),
    /** `jti` of the warrant that the entry is about. */
    inquiry: uuid('inquiry'),
    /** Who did it: a subject, or the code of a service. */
    actor: text('actor').notNull(),
    /** Keyed pseudonym of the person looked up; never an identifier. */
    person: bytea('person'),
    caseNo: text('case_no'),
    purpose: text('purpose'),
    outcome: text('outcome'),
    /** The whole entry as canonical JSON (RFC 8785): the bytes of the leaf. */
    body: text('body').notNull(),
    /** RFC 9162 §2.1.1. */
    leafHash: bytea('leaf_hash').notNull(),
  },
  (table) => [
    primaryKey({ name: 'ledger_entry_pk', columns: [table.index, table.at] }),
    index('ledger_entry_in_time').on(table.at, table.index),
    index('ledger_entry_by_inquiry').on(table.inquiry),
    index('ledger_entry_by_actor').on(table.actor, table.at, table.index),
    index('ledger_entry_by_person').on(table.person, table.at, table.index),
    index('ledger_entry_by_case').on(table.caseNo, table.at, table.index),
  ],
);

/**
 * Hashes of complete subtrees, leaves at level 0. They stay when a month's entries are dropped, so
 * that proofs of what remains can be made for ever.
 */
export const ledgerNode = pgTable(
  'ledger_node',
  {
    level: smallint('level').notNull(),
    index: count('index'),
    hash: bytea('hash').notNull(),
  },
  (table) => [primaryKey({ name: 'ledger_node_pk', columns: [table.level, table.index] })],
);

/** What was signed: one note (C2SP tlog-checkpoint) for a size. */
export const ledgerCheckpoint = pgTable('ledger_checkpoint', {
  size: bigint('size', { mode: 'number' }).primaryKey(),
  root: bytea('root').notNull(),
  note: text('note').notNull(),
  signedAt: instant('signed_at').notNull(),
});

/** The serving role appends to these and reads them, no more. */
export const LEDGER_TABLES = [ledgerEntry, ledgerNode, ledgerCheckpoint];

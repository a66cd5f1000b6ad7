import { bigint, index, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { millisecond } from '../database/instant.ts';
import { bytea } from '../database/bytea.ts';

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
    at: millisecond('at').notNull(),
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
    // entries come in time order, those of one inquiry together: a summary of each few pages will do
    index('ledger_entry_in_time')
      .using('brin', table.at, table.inquiry.op('uuid_bloom_ops'))
      .with({ pages_per_range: 32, autosummarize: 'on' }),
    index('ledger_entry_by_actor').on(table.actor, table.index),
    // few entries each, which are sorted when they are found
    index('ledger_entry_by_person').using('hash', table.person),
    index('ledger_entry_by_case').on(table.caseNo, table.index),
  ],
);

/**
 * Hashes of complete subtrees, leaves at level 0: of each level those that one batch completed, side
 * by side in a row. They stay when a month's entries are dropped, so that proofs of what remains can
 * be made for ever.
 */
export const ledgerNode = pgTable(
  'ledger_node',
  {
    level: smallint('level').notNull(),
    /** Index of the first of them within its level. */
    first: count('first'),
    /** 32 bytes each. */
    hashes: bytea('hashes').notNull(),
  },
  (table) => [primaryKey({ name: 'ledger_node_pk', columns: [table.level, table.first] })],
);

/** What was signed: one note (C2SP tlog-checkpoint) for a size. */
export const ledgerCheckpoint = pgTable('ledger_checkpoint', {
  size: bigint('size', { mode: 'number' }).primaryKey(),
  root: bytea('root').notNull(),
  note: text('note').notNull(),
  signedAt: millisecond('signed_at').notNull(),
});

/**
 * Whose signatures stand under checkpoints, from the first one on: the public half stays when the key
 * is rotated away. It helps whoever verifies to ask about a key; it makes nobody believe it.
 */
export const ledgerKey = pgTable('ledger_key', {
  /** Ed25519, 32 bytes. */
  publicKey: bytea('public_key').primaryKey(),
  /** The key name of its signatures. */
  origin: text('origin').notNull(),
  firstUsedAt: millisecond('first_used_at').notNull(),
});

/** The serving role appends to these and reads them, no more. */
export const LEDGER_TABLES = [ledgerEntry, ledgerNode, ledgerCheckpoint, ledgerKey];

import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '../../kit/database/instant.ts';

/** One composition. Never changed. */
export const supergraph = pgTable('supergraph', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  /** Version by code: what it was composed of. */
  parts: jsonb('parts').notNull(),
  supergraphSdl: text('supergraph_sdl').notNull(),
  clientSdl: text('client_sdl').notNull(),
  composedAt: instant('composed_at').notNull(),
});

/** What gateways serve from this row on to the next; the history of all that was done. Never changed. */
export const release = pgTable('release', {
  /** Counts up; gateways take none that is older than theirs. */
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  stableId: integer('stable_id')
    .notNull()
    .references(() => supergraph.id),
  /** What a part of the requests gets instead; the four are set together or not at all. */
  canaryId: integer('canary_id').references(() => supergraph.id),
  canaryCode: text('canary_code'),
  canaryVersion: integer('canary_version'),
  canaryPercent: integer('canary_percent'),
  /** As `RELEASE_ACTS` of `release/released.ts` lists them. */
  act: text('act').notNull(),
  /** Codes that it is about, each with its version from now on; null where that is none. */
  changed: jsonb('changed').notNull(),
  reason: text('reason'),
  releasedBy: text('released_by').notNull(),
  releasedAt: instant('released_at').notNull(),
});

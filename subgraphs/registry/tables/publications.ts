import { bigint, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../../kit/database/instant.ts';

/** One version of a subgraph's schema, address and keys, as it was signed. Never changed. */
export const publication = pgTable(
  'publication',
  {
    code: text('code').notNull(),
    /** From 1. */
    version: integer('version').notNull(),
    /** What the signer counts; larger each time. */
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    sdl: text('sdl').notNull(),
    url: text('url').notNull(),
    /** Public keys, as the text that was signed. */
    jwks: text('jwks').notNull(),
    /** The compact JWS over digests of all that. */
    token: text('token').notNull(),
    /** `sub` of whoever handed it in; `folder` where the registry took it in at its start. */
    publishedBy: text('published_by').notNull(),
    publishedAt: instant('published_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.code, table.version] })],
);

/** What was handed in and refused, with what was wrong; of the schema its digest alone. */
export const refusedPublication = pgTable(
  'refused_publication',
  {
    id: uuid('id').primaryKey(),
    code: text('code').notNull(),
    /** SHA-256 of the SDL in base64url. */
    sdlDigest: text('sdl_digest').notNull(),
    problems: text('problems').array().notNull(),
    refusedBy: text('refused_by').notNull(),
    refusedAt: instant('refused_at').notNull(),
  },
  (table) => [index('refused_publication_in_time').on(table.code, table.refusedAt)],
);

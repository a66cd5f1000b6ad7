import { index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { bytea } from '../database/bytea.ts';

/** Proofs of possession that were used (RFC 9449 §11.1), each for one request. */
export const seenProof = pgTable(
  'seen_proof',
  {
    /** SHA-256 of the bound key's thumbprint and the proof's `jti`. */
    id: bytea('id').primaryKey(),
    requestId: text('request_id').notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  (table) => [index('seen_proof_by_expiry').on(table.expiresAt)],
);

import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from '../../kit/database/instant.ts';

/** Operations that clients send, as gateways report them: what is selected, and no value. */
export const operationUsage = pgTable(
  'operation_usage',
  {
    /** SHA-256 of what it selects, in hexadecimal. */
    document: text('document').notNull(),
    operation: text('operation').notNull(),
    client: text('client').notNull(),
    coordinates: text('coordinates').array().notNull(),
    firstSeenAt: instant('first_seen_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.document, table.operation, table.client] }),
    index('operation_usage_in_time').on(table.lastSeenAt),
  ],
);

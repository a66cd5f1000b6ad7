import { bigint } from 'drizzle-orm/pg-core';
import { bytea } from '../database/bytea.ts';

/**
 * What every register's table starts with. `rowHash` is SHA-256 over the row's normalised values:
 * it tells an import which rows are still the same. Made anew for each table, since Drizzle writes
 * the name of the constraint into the column it was first used in.
 */
export function registerColumns() {
  return {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    rowHash: bytea('row_hash').notNull().unique(),
  };
}

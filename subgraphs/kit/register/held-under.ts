import { or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/**
 * The condition that a row stands under any of many keys. Each list is one parameter, so the
 * statement stays the same however many keys there are; every column named needs an index, and
 * PostgreSQL then joins one bitmap scan a column. The list is a subquery, whose values the planner
 * does not look at: weighing each of them took longer than finding them.
 */
export function heldUnder(...keys: [column: PgColumn, values: string[]][]): SQL | undefined {
  return or(
    ...keys.map(
      ([column, values]) =>
        sql`${column} = any(array(select unnest(${sql.param(values)}::text[])))`,
    ),
  );
}

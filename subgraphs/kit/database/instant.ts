import { timestamp } from 'drizzle-orm/pg-core';

/** A column that holds an instant, in UTC, as exactly as PostgreSQL has it. */
export function instant(name: string) {
  return timestamp(name, { withTimezone: true });
}

/** A column that holds an instant, in UTC, to the millisecond, which is what a Date and JSON can say. */
export function millisecond(name: string) {
  return timestamp(name, { withTimezone: true, precision: 3 });
}

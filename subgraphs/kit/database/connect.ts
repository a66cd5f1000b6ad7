import { drizzle } from 'drizzle-orm/postgres-js';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { prepared } from './prepared.ts';

/** What queries take. Its errors quote parameters, so their messages never leave a service. */
export type Database = PostgresJsDatabase;

/** The driver itself, for what Drizzle does not say: COPY, grants, locks. */
export type Sql = postgres.Sql;

export type Connection = {
  sql: Sql;
  db: Database;
  /** Lets running statements finish, at most 5 seconds, then closes. */
  close: () => Promise<void>;
};

type ConnectOptions = {
  /** Shown in `pg_stat_activity`; say which service this is. */
  applicationName?: string;
  /** Connections held at most; 10 unless told. */
  max?: number;
  /** Milliseconds one statement may take; 10,000 unless told, 0 for no limit. */
  statementTimeout?: number;
};

/** A pool over one database. Nothing connects before the first statement. */
export function connect(url: string, options: ConnectOptions = {}): Connection {
  const sql = postgres(url, {
    max: options.max ?? 10,
    connect_timeout: 10,
    connection: {
      application_name: options.applicationName ?? 'relink',
      statement_timeout: options.statementTimeout ?? 10_000,
    },
    // Notices can quote values and would go to standard output.
    onnotice: () => undefined,
  });
  return { sql, db: drizzle(prepared(sql)), close: () => sql.end({ timeout: 5 }) };
}

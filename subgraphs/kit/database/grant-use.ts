import { getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Sql } from './connect.ts';
import { lockKey } from './lock-key.ts';

/** What the role that serves may do with each table; with a table in none of the lists, nothing. */
export type Rights = {
  /** SELECT. */
  read: PgTable[];
  /** SELECT, INSERT, UPDATE, DELETE. */
  write: PgTable[];
  /** SELECT, INSERT: what is written stays written. */
  append?: PgTable[];
};

/**
 * Gives `appRole` exactly these rights in schema `public` and takes every other table right it had
 * there. One transaction: a service that is running never stands without its rights.
 *
 * @param ownerSql as the role that owns the tables.
 */
export async function grantUse(ownerSql: Sql, appRole: string, rights: Rights): Promise<void> {
  await ownerSql.begin(async (sql) => {
    const role = sql(appRole);
    await sql`select pg_advisory_xact_lock(${lockKey('grant')}::bigint)`;
    await sql`revoke create on schema public from public`;
    await sql`revoke create on schema public from ${role}`;
    await sql`grant usage on schema public to ${role}`;
    await sql`revoke all on all tables in schema public from public`;
    await sql`revoke all on all tables in schema public from ${role}`;
    for (const table of rights.read) await sql`grant select on ${sql(nameOf(table))} to ${role}`;
    for (const table of rights.append ?? [])
      await sql`grant select, insert on ${sql(nameOf(table))} to ${role}`;
    for (const table of rights.write)
      await sql`grant select, insert, update, delete on ${sql(nameOf(table))} to ${role}`;
  });
}

function nameOf(table: PgTable): string {
  return `public.${getTableName(table)}`;
}

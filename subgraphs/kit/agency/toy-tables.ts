import type { Sql } from '../database/connect.ts';

/** For tests: the tables that every agency has beside its register, as its migrations make them. */
export async function createAgencyTables(sql: Sql): Promise<void> {
  await sql`
    create table seen_inquiry (jti uuid primary key, expires_at timestamptz not null)`;
  await sql`
    create table given_reply (
      inquiry uuid primary key, asked bytea not null, reply text not null,
      expires_at timestamptz not null)`;
  await sql`
    create table name_frequency (
      part text not null, term text not null, count bigint not null, primary key (part, term))`;
}

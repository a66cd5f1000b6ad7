import { getTableName } from 'drizzle-orm';
import type { TransactionSql } from 'postgres';
import type { Register } from './define-register.ts';

/** What a replacement did to the table. */
export type Replacement = {
  inserted: number;
  removed: number;
  unchanged: number;
  /** Rows that stood in the file before, word for word once normalised. */
  duplicates: number;
};

const STAGING = 'relink_staging';

/** Makes the temporary table a file is copied into; it goes away with the transaction. */
export async function openStaging(sql: TransactionSql, register: Register) {
  const table = sql(`public.${getTableName(register.table)}`);
  const columns = sql(['row_hash', ...register.stored]);
  await sql`set local statement_timeout = 0`;
  await sql`set local work_mem = '64MB'`;
  await sql`
    create temp table ${sql(STAGING)} on commit drop as select ${columns} from ${table} with no data
  `;
  return sql`copy ${sql(STAGING)} from stdin`.writable();
}

/**
 * Makes the table hold what the staging table holds. Rows that are in both are not touched, so the
 * same file twice writes nothing.
 */
export async function replaceRows(sql: TransactionSql, register: Register): Promise<Replacement> {
  const table = sql(`public.${getTableName(register.table)}`);
  const staging = sql(STAGING);
  const columns = sql(['row_hash', ...register.stored]);
  await sql`analyze ${staging}`;
  const staged = await countRows(sql, STAGING);
  const removed = await sql`
    delete from ${table} held
    where not exists (select from ${staging} staged where staged.row_hash = held.row_hash)
  `;
  const unchanged = await countRows(sql, `public.${getTableName(register.table)}`);
  const inserted = await sql`
    insert into ${table} (${columns})
    select ${columns} from ${staging} staged
    where not exists (select from ${table} held where held.row_hash = staged.row_hash)
    on conflict (row_hash) do nothing
  `;
  const counts = { inserted: inserted.count, removed: removed.count, unchanged };
  return { ...counts, duplicates: staged - unchanged - inserted.count };
}

/** Rows of a table, exactly. */
export async function countRows(sql: TransactionSql, table: string): Promise<number> {
  const rows = await sql<{ count: number }[]>`select count(*)::float8 as count from ${sql(table)}`;
  return rows[0]?.count ?? 0;
}

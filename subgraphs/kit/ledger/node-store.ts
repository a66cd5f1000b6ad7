import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { z } from 'zod';
import { LedgerError } from './ledger-error.ts';
import { HASH_SIZE } from './merkle.ts';
import type { NodeReader } from './tree.ts';

/** A pool or a transaction, whoever made it. */
export type Executor = { execute: (query: SQL) => PromiseLike<Iterable<unknown>> };

const hash = z.instanceof(Uint8Array).refine(({ length }) => length === HASH_SIZE);
const foundRows = z.array(z.object({ hash }));
const frontierRows = z.array(
  z.object({ size: z.coerce.number(), hash: z.instanceof(Uint8Array).nullable() }),
);

/** Reads stored nodes, all that one proof needs in one statement. */
export function createNodeReader(db: Executor): NodeReader {
  return async (ids) => {
    const levels = sql.param(ids.map(({ level }) => level));
    const indexes = sql.param(ids.map(({ index }) => index));
    const rows = await db.execute(sql`
      select substring(run.hashes from (asked.index - run.first)::int * 32 + 1 for 32) as hash
      from unnest(${levels}::smallint[], ${indexes}::bigint[]) with ordinality
        as asked(level, index, at)
      cross join lateral (
        select first, hashes from ledger_node
        where level = asked.level and first <= asked.index
        order by first desc limit 1
      ) as run
      order by asked.at`);
    const found = foundRows.safeParse([...rows]);
    if (found.data?.length !== ids.length) throw new LedgerError('INCONSISTENT');
    return found.data.map((row) => new Uint8Array(row.hash));
  };
}

/** How many leaves there are. */
export async function readSize(db: Executor): Promise<number> {
  const rows = await db.execute(sql`
    select coalesce((
      select first + length(hashes) / 32 from ledger_node
      where level = 0 order by first desc limit 1), 0) as size`);
  return z.tuple([z.object({ size: z.coerce.number() })]).parse([...rows])[0].size;
}

export type Frontier = { size: number; hashes: Uint8Array[] };

/**
 * Locks the ledger until the end of the transaction, sees to the partitions of these months, and
 * reads the size of the tree with the hashes of its covering nodes, from left to right.
 */
export async function readFrontier(
  tx: Executor,
  lock: string,
  months: readonly string[],
): Promise<Frontier> {
  const rows = await tx.execute(
    sql`select size, hash from ledger_enter(${lock}::bigint, ${sql.param(months)}::text[]::date[])`,
  );
  const [first, ...rest] = frontierRows.parse([...rows]);
  if (first === undefined || first.size === 0) return { size: 0, hashes: [] };
  const hashes = [first, ...rest].flatMap((row) => (row.hash ? [new Uint8Array(row.hash)] : []));
  const isWhole = hashes.every(({ length }) => length === HASH_SIZE);
  if (!isWhole || hashes.length !== rest.length + 1) throw new LedgerError('INCONSISTENT');
  return { size: first.size, hashes };
}

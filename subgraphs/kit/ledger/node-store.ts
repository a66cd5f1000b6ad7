import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../database/connect.ts';
import { LedgerError } from './ledger-error.ts';
import type { NodeReader, StoredNode } from './tree.ts';

/** A pool or a transaction. */
export type Executor = Pick<Database, 'execute'>;

const hash = z.instanceof(Uint8Array);
const nodeRows = z.array(z.object({ at: z.coerce.number(), hash }));
const frontierRows = z.array(z.object({ size: z.coerce.number(), hash: hash.nullable() }));

/** Reads stored nodes, all that one proof needs in one statement. */
export function createNodeReader(db: Executor): NodeReader {
  return async (ids) => {
    const levels = sql.param(ids.map(({ level }) => level));
    const indexes = sql.param(ids.map(({ index }) => index));
    const rows = await db.execute(sql`
      select asked.at, node.hash
      from unnest(${levels}::smallint[], ${indexes}::bigint[]) with ordinality
        as asked(level, index, at)
      join ledger_node as node on node.level = asked.level and node.index = asked.index
      order by asked.at`);
    const found = nodeRows.parse([...rows]);
    if (found.length !== ids.length) throw new LedgerError('INCONSISTENT');
    return found.map((row) => new Uint8Array(row.hash));
  };
}

/** How many leaves there are. */
export async function readSize(db: Executor): Promise<number> {
  const rows = await db.execute(
    sql`select coalesce(max(index) + 1, 0) as size from ledger_node where level = 0`,
  );
  return z.tuple([z.object({ size: z.coerce.number() })]).parse([...rows])[0].size;
}

export type Frontier = { size: number; hashes: Uint8Array[] };

/** The size of the tree and the hashes of its covering nodes, from left to right. */
export async function readFrontier(db: Executor): Promise<Frontier> {
  const rows = await db.execute(sql`
    with tree as materialized (
      select coalesce(max(index) + 1, 0) as size from ledger_node where level = 0
    )
    select tree.size, node.hash
    from tree
    left join generate_series(0, 52) as asked(level) on (tree.size >> asked.level) & 1 = 1
    left join lateral (
      select hash from ledger_node
      where level = asked.level and index = (tree.size >> asked.level) - 1
    ) as node on true
    order by asked.level desc`);
  const [first, ...rest] = frontierRows.parse([...rows]);
  if (first === undefined || first.size === 0) return { size: 0, hashes: [] };
  const hashes = [first, ...rest].flatMap((row) => (row.hash ? [new Uint8Array(row.hash)] : []));
  if (hashes.length !== rest.length + 1) throw new LedgerError('INCONSISTENT');
  return { size: first.size, hashes };
}

/** As one statement, whatever their number: JSON, since parameters are limited to 65,535. */
export async function insertNodes(db: Executor, nodes: readonly StoredNode[]): Promise<void> {
  const rows = nodes.map(({ level, index, hash: bytes }) => ({ level, index, hash: hex(bytes) }));
  await db.execute(sql`
    insert into ledger_node (level, index, hash)
    select level, index, decode(hash, 'hex')
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as node(level smallint, index bigint, hash text)`);
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

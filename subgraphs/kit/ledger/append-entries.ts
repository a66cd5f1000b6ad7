import { sql } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { lockKey } from '../database/lock-key.ts';
import { leafText, writeEntries } from './entry.ts';
import type { LedgerEntry, WrittenEntry } from './entry.ts';
import { leafHash } from './merkle.ts';
import { nodeRows } from './node-runs.ts';
import { readFrontier } from './node-store.ts';
import type { Executor } from './node-store.ts';
import { completedNodes } from './tree.ts';

/** Within a transaction, whose end decides about the entries too. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** Where an entry stands, from 0, and its leaf. */
export type Appended = { index: number; leafHash: Uint8Array };

/**
 * Appends entries in the caller's transaction: they are committed with what they record, or not at
 * all. From here to the end of the transaction nobody else appends, so that indexes have no gaps:
 * call it last. The transaction reads committed data (the default); in a stricter one, of two that
 * append at once the later fails.
 *
 * @throws LedgerError NOT_AN_ENTRY; whatever the database throws
 */
export function appendEntries(tx: Executor, entries: readonly LedgerEntry[]): Promise<Appended[]> {
  return appendWritten(tx, writeEntries(entries));
}

/** The same for entries that were checked before, in two statements whatever their number. */
export async function appendWritten(
  tx: Executor,
  entries: readonly WrittenEntry[],
): Promise<Appended[]> {
  if (entries.length === 0) return [];
  const months = entries.map(({ columns: { at } }) => `${at.slice(0, 7)}-01`);
  const { size, hashes } = await readFrontier(tx, lockKey('ledger'), [...new Set(months)]);
  const texts = entries.map((entry, offset) => leafText(entry, size + offset));
  const leaves = texts.map((text) => leafHash(text));
  await insert(tx, { size, entries, texts, leaves, frontier: hashes });
  return leaves.map((hash, offset) => ({ index: size + offset, leafHash: hash }));
}

type Batch = {
  size: number;
  entries: readonly WrittenEntry[];
  texts: readonly string[];
  leaves: readonly Uint8Array[];
  frontier: readonly Uint8Array[];
};

/** In each of its texts a unit separator; no text of an entry holds one, and JSON escapes it. */
const SEPARATOR = '\u001f';

async function insert(tx: Executor, batch: Batch): Promise<void> {
  const { size, entries, texts, leaves, frontier } = batch;
  const { hashes, runs } = nodeRows(completedNodes(size, frontier, leaves));
  const column = (name: keyof WrittenEntry['columns']) => {
    const joined = entries.map(({ columns }) => columns[name]).join(SEPARATOR);
    return sql`string_to_array(${joined}, ${SEPARATOR}, '')`;
  };
  await tx.execute(sql`
    with node as (
      insert into ledger_node (level, first, hashes)
      select level, first, substring(${hashes}::bytea from start + 1 for length)
      from unnest(${sql.param(runs.map(({ level }) => level))}::smallint[],
        ${sql.param(runs.map(({ first }) => first))}::bigint[],
        ${sql.param(runs.map(({ start }) => start))}::int[],
        ${sql.param(runs.map(({ length }) => length))}::int[]) as run(level, first, start, length)
    )
    insert into ledger_entry
      (index, at, event, inquiry, actor, person, case_no, purpose, outcome, body, leaf_hash)
    select ${size}::bigint + nth - 1, at, event, inquiry, actor, decode(person, 'hex'), case_no,
      purpose, outcome, body, substring(${hashes}::bytea from (nth::int - 1) * 32 + 1 for 32)
    from unnest(${column('at')}::timestamptz[], ${column('event')}, ${column('inquiry')}::uuid[],
      ${column('actor')}, ${column('person')}, ${column('caseNo')}, ${column('purpose')},
      ${column('outcome')}, string_to_array(${texts.join(SEPARATOR)}, ${SEPARATOR}))
      with ordinality
      as entry(at, event, inquiry, actor, person, case_no, purpose, outcome, body, nth)`);
}

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
  const { heads, headOf } = headsOf(entries);
  const column = (of: readonly WrittenEntry[], name: keyof WrittenEntry['columns']) =>
    array(of.map(({ columns }) => columns[name]));
  await tx.execute(sql`
    with node as (
      insert into ledger_node (level, first, hashes)
      select level, first, substring(${hashes}::bytea from start + 1 for length)
      from unnest(${sql.param(runs.map(({ level }) => level))}::smallint[],
        ${sql.param(runs.map(({ first }) => first))}::bigint[],
        ${sql.param(runs.map(({ start }) => start))}::int[],
        ${sql.param(runs.map(({ length }) => length))}::int[]) as run(level, first, start, length)
    ), head as (
      select * from unnest(${column(heads, 'at')}::timestamptz[], ${column(heads, 'event')},
        ${column(heads, 'inquiry')}::uuid[], ${column(heads, 'actor')},
        ${column(heads, 'purpose')}) with ordinality as head(at, event, inquiry, actor, purpose, nth)
    )
    insert into ledger_entry
      (index, at, event, inquiry, actor, person, case_no, purpose, outcome, body, leaf_hash)
    select ${size}::bigint + entry.nth - 1, head.at, head.event, head.inquiry, head.actor,
      decode(entry.person, 'hex'), entry.case_no, head.purpose, entry.outcome, entry.body,
      substring(${hashes}::bytea from (entry.nth::int - 1) * 32 + 1 for 32)
    from unnest(${array(headOf)}::int[], ${column(entries, 'person')}, ${column(entries, 'caseNo')},
      ${column(entries, 'outcome')}, ${array(texts)}) with ordinality
      as entry(head, person, case_no, outcome, body, nth)
    join head on head.nth = entry.head`);
}

/** What is empty is null. */
function array(texts: readonly (string | number)[]) {
  return sql`string_to_array(${texts.join(SEPARATOR)}, ${SEPARATOR}, '')`;
}

const SHARED = ['at', 'event', 'inquiry', 'actor', 'purpose'] as const;

/**
 * What the entries of one inquiry have in common is sent once.
 *
 * @returns the first of each row of entries that have it in common, and of each entry which of them,
 * counted from 1
 */
function headsOf(entries: readonly WrittenEntry[]): { heads: WrittenEntry[]; headOf: number[] } {
  const heads: WrittenEntry[] = [];
  const headOf = entries.map((entry) => {
    const head = heads.at(-1);
    const isAlike = head && SHARED.every((name) => head.columns[name] === entry.columns[name]);
    return isAlike === true ? heads.length : heads.push(entry);
  });
  return { heads, headOf };
}

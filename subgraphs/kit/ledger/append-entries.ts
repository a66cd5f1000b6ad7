import { sql } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { lockKey } from '../database/lock-key.ts';
import { writeBody } from './entry.ts';
import type { LedgerBody, LedgerEntry } from './entry.ts';
import { leafHash } from './merkle.ts';
import { hex, insertNodes, readFrontier } from './node-store.ts';
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
export async function appendEntries(
  tx: Transaction,
  entries: readonly LedgerEntry[],
): Promise<Appended[]> {
  if (entries.length === 0) return [];
  await tx.execute(sql`select pg_advisory_xact_lock(${lockKey('ledger')}::bigint)`);
  // a statement after the lock: it sees what the one before us committed
  const { size, hashes } = await readFrontier(tx);
  const leaves = entries.map((entry, offset) => {
    const { text, body } = writeBody(entry, size + offset);
    return { text, body, hash: leafHash(Buffer.from(text)) };
  });
  const nodes = completedNodes(
    size,
    hashes,
    leaves.map((leaf) => leaf.hash),
  );
  await openMonths(tx, entries);
  await insertNodes(tx, nodes);
  await insertEntries(tx, leaves);
  return leaves.map(({ body, hash }) => ({ index: body.index, leafHash: hash }));
}

async function openMonths(tx: Executor, entries: readonly LedgerEntry[]): Promise<void> {
  const months = entries.map(({ at }) => `${at.toISOString().slice(0, 7)}-01`);
  for (const month of new Set(months))
    await tx.execute(sql`select ledger_open_month(${month}::date)`);
}

type Leaf = { text: string; body: LedgerBody; hash: Uint8Array };

async function insertEntries(tx: Executor, leaves: readonly Leaf[]): Promise<void> {
  const rows = leaves.map(({ text, body: { detail: _, person, ...body }, hash }) => ({
    ...body,
    person: person === undefined ? undefined : hex(Buffer.from(person, 'base64url')),
    body: text,
    hash: hex(hash),
  }));
  await tx.execute(sql`
    insert into ledger_entry
      (index, at, event, inquiry, actor, person, case_no, purpose, outcome, body, leaf_hash)
    select index, at, event, inquiry, actor, decode(person, 'hex'), "caseNo", purpose, outcome,
      body, decode(hash, 'hex')
    from json_to_recordset(${JSON.stringify(rows)}::json) as entry(
      index bigint, at timestamptz, event text, inquiry uuid, actor text, person text,
      "caseNo" text, purpose text, outcome text, body text, hash text)`);
}

import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { canonicalJson } from './canonical-json.ts';
import { readBody } from './entry.ts';
import type { LedgerBody } from './entry.ts';
import { writeLine } from './export-line.ts';
import type { EntryLine } from './export-line.ts';
import { HASH_SIZE, leafHash } from './merkle.ts';
import type { Transaction } from './append-entries.ts';
import { ledgerCheckpoint, ledgerEntry, ledgerKey, ledgerNode } from './tables.ts';

const PAGE = 2000;

/**
 * Writes out a ledger as JSON Lines: the keys that signed it, each entry's text with its leaf hash, and
 * each checkpoint after the entries that it covers. Hides nothing: what was tampered with is written as it stands.
 *
 * @param write takes one line, without its end; waited for
 * @returns the newest checkpoint's note, to be kept as a file of its own
 */
export async function exportLedger(
  db: Database,
  write: (line: string) => unknown,
): Promise<string | undefined> {
  return db.transaction((tx) => writeAll(tx, write), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  });
}

async function writeAll(
  tx: Transaction,
  write: (line: string) => unknown,
): Promise<string | undefined> {
  for (const { key, origin } of await keysOf(tx)) await write(writeLine({ key, origin }));
  const [nodes, entries] = [await heads(leavesOf(tx)), await heads(entriesOf(tx))];
  const notes = await heads(notesOf(tx));
  let newest: string | undefined;
  for (;;) {
    const index = Math.min(nodes.head?.index ?? Infinity, entries.head?.index ?? Infinity);
    if (notes.head !== undefined && notes.head.size <= index) {
      newest = notes.head.note;
      await write(writeLine({ checkpoint: newest }));
      await notes.take();
      continue;
    }
    if (index === Infinity) return newest;
    const node = nodes.head?.index === index ? await nodes.take() : undefined;
    const hash = node?.hash;
    if (entries.head?.index !== index) await write(writeLine(lineOf(index, hash, undefined)));
    // more than one where somebody put one in
    while (entries.head?.index === index)
      await write(writeLine(lineOf(index, hash, await entries.take())));
  }
}

type Entry = typeof ledgerEntry.$inferSelect;

function lineOf(index: number, leaf: Buffer | undefined, row: Entry | undefined): EntryLine {
  const line = { index, leafHash: leaf?.toString('base64') ?? null, entry: row?.body ?? null };
  const columns = row && strayColumns(row);
  return columns === undefined ? line : { ...line, columns };
}

/** The row's columns, where its text does not say the same. */
function strayColumns(row: Entry): Record<string, unknown> | undefined {
  const { body, leafHash: hash, at, person, ...rest } = row;
  const columns = {
    ...rest,
    at: at.toISOString(),
    person: person?.toString('base64url') ?? null,
    leafHash: hash.toString('base64'),
  };
  const said = readBody(body);
  if (said === undefined) return columns;
  const none = { inquiry: null, person: null, caseNo: null, purpose: null, outcome: null };
  const leaf = Buffer.from(leafHash(Buffer.from(body))).toString('base64');
  const should = { ...none, ...withoutRest(said), leafHash: leaf };
  return canonicalJson(should) === canonicalJson(columns) ? undefined : columns;
}

function withoutRest({
  detail: _,
  v: __,
  ...columns
}: LedgerBody): Omit<LedgerBody, 'detail' | 'v'> {
  return columns;
}

type Heads<Row> = { readonly head: Row | undefined; take: () => Promise<Row | undefined> };

/** Rows one by one, the next always in sight. */
async function heads<Row>(rows: AsyncGenerator<Row, void>): Promise<Heads<Row>> {
  const next = async () => {
    const result = await rows.next();
    return result.done === true ? undefined : result.value;
  };
  const state = { head: await next() };
  return {
    get head() {
      return state.head;
    },
    take: async () => {
      const taken = state.head;
      state.head = await next();
      return taken;
    },
  };
}

async function keysOf(tx: Transaction): Promise<{ key: string; origin: string }[]> {
  const { publicKey, origin, firstUsedAt } = ledgerKey;
  const rows = await tx.select({ publicKey, origin }).from(ledgerKey).orderBy(firstUsedAt);
  return rows.map((row) => ({ key: row.publicKey.toString('base64'), origin: row.origin }));
}

async function* leavesOf(tx: Transaction) {
  const { level, first, hashes } = ledgerNode;
  let after = -1;
  for (;;) {
    const page = await tx
      .select({ first, hashes })
      .from(ledgerNode)
      .where(and(eq(level, 0), gt(first, after)))
      .orderBy(asc(first))
      .limit(PAGE);
    for (const run of page)
      for (let at = 0; at * HASH_SIZE < run.hashes.length; at += 1)
        yield { index: run.first + at, hash: hashAt(run.hashes, at) };
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.first;
  }
}

function hashAt(hashes: Buffer, at: number): Buffer {
  return hashes.subarray(at * HASH_SIZE, (at + 1) * HASH_SIZE);
}

async function* entriesOf(tx: Transaction) {
  const { index, at } = ledgerEntry;
  let [after, since] = [-1, new Date(0)];
  for (;;) {
    const page = await tx
      .select()
      .from(ledgerEntry)
      .where(sql`(${index}, ${at}) > (${after}, ${since.toISOString()}::timestamptz)`)
      .orderBy(asc(index), asc(at))
      .limit(PAGE);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    [after, since] = [last.index, last.at];
  }
}

async function* notesOf(tx: Transaction) {
  const { size, note } = ledgerCheckpoint;
  let after = -1;
  for (;;) {
    const page = await tx
      .select({ size, note })
      .from(ledgerCheckpoint)
      .where(gt(size, after))
      .orderBy(asc(size))
      .limit(PAGE);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.size;
  }
}

import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../database/connect.ts';
import { openCheckpoint } from './checkpoint.ts';
import type { CheckpointProblem, LedgerIdentity } from './checkpoint.ts';
import { HASH_SIZE, leafHash, verifyInclusion } from './merkle.ts';
import { createNodeReader, readSize } from './node-store.ts';
import { isCount } from './proof-ranges.ts';
import { readBase64 } from './read-base64.ts';
import { readNewestCheckpoint } from './sign-checkpoint.ts';
import { ledgerEntry } from './tables.ts';
import { readInclusionProof } from './tree.ts';

const HEADER = 'c2sp.org/tlog-proof@v1';

/**
 * Proof that an entry stands in the ledger, to be kept as a file (C2SP tlog-proof): the entry's text
 * as extra data where it was not dropped, its index, the nodes, and the newest checkpoint.
 *
 * @returns nothing when there is no such entry or no checkpoint covers it yet
 */
export async function proveEntry(db: Database, index: number): Promise<string | undefined> {
  const checkpoint = await readNewestCheckpoint(db);
  if (checkpoint === undefined || !isCount(index) || index >= checkpoint.size) return undefined;
  const nodes = await readInclusionProof(createNodeReader(db), index, checkpoint.size);
  const [entry] = await db
    .select({ body: ledgerEntry.body })
    .from(ledgerEntry)
    .where(eq(ledgerEntry.index, index));
  const extra = entry && `extra ${Buffer.from(entry.body).toString('base64')}`;
  const hashes = nodes.map((node) => Buffer.from(node).toString('base64'));
  const lines = [HEADER, ...(extra === undefined ? [] : [extra]), `index ${index}`, ...hashes];
  return `${lines.join('\n')}\n\n${checkpoint.note}`;
}

export type EntryProofProblem = CheckpointProblem | 'MALFORMED_PROOF' | 'NOT_PROVED';
export type EntryProofVerdict =
  | { ok: true; index: number; size: number; /** The entry's text. */ entry: string | undefined }
  | { ok: false; problem: EntryProofProblem };

/**
 * Whether a proof holds, without a database.
 *
 * @param leaf hash of the entry, for a proof that does not carry its text
 */
export function verifyEntryProof(
  proof: string,
  ledger: LedgerIdentity,
  leaf?: Uint8Array,
): EntryProofVerdict {
  const read = readProof(proof);
  if (read === undefined) return { ok: false, problem: 'MALFORMED_PROOF' };
  const opened = openCheckpoint(read.note, ledger);
  if (!opened.ok) return opened;
  const { size, root } = opened.checkpoint;
  const hash = read.entry === undefined ? leaf : leafHash(read.entry);
  const claim = { leafIndex: read.index, treeSize: size, proof: read.nodes, root };
  if (hash === undefined || !verifyInclusion({ ...claim, leafHash: hash }))
    return { ok: false, problem: 'NOT_PROVED' };
  return { ok: true, index: read.index, size, entry: read.entry?.toString() };
}

type Read = { entry: Buffer | undefined; index: number; nodes: Buffer[]; note: string };

const indexLine = z
  .string()
  .regex(/^index (?:0|[1-9]\d*)$/u)
  .transform((line) => Number(line.slice('index '.length)))
  .pipe(z.int());

function readProof(proof: string): Read | undefined {
  const gap = proof.indexOf('\n\n');
  const [header, ...lines] = proof.slice(0, Math.max(gap, 0)).split('\n');
  const extra = lines[0]?.startsWith('extra ') === true ? lines.shift() : undefined;
  const index = indexLine.safeParse(lines.shift());
  const entry = extra === undefined ? undefined : readBase64(extra.slice('extra '.length));
  const nodes = lines.map(readBase64).filter((node) => node?.length === HASH_SIZE);
  const isWhole = nodes.length === lines.length && (extra === undefined) === (entry === undefined);
  if (header !== HEADER || !index.success || !isWhole) return undefined;
  const known = nodes.filter((node) => node !== undefined);
  return { entry, index: index.data, nodes: known, note: proof.slice(gap + 2) };
}

/** The leaf hash that stays of an entry, also of one that was dropped. */
export async function readLeafHash(db: Database, index: number): Promise<Uint8Array | undefined> {
  if (!isCount(index) || index >= (await readSize(db))) return undefined;
  const [hash] = await createNodeReader(db)([{ level: 0, index }]);
  return hash;
}

import { desc } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { writeCheckpoint } from './checkpoint.ts';
import { LedgerError } from './ledger-error.ts';
import { verifyConsistency } from './merkle.ts';
import { createNodeReader, readSize } from './node-store.ts';
import type { NoteSigner } from './note-key.ts';
import { ledgerCheckpoint, ledgerKey } from './tables.ts';
import { readConsistencyProof, readRoot } from './tree.ts';
import type { NodeReader } from './tree.ts';

export type StoredCheckpoint = { size: number; root: Uint8Array; note: string };

/**
 * Signs what is committed, unless the newest checkpoint covers it or there is nothing. Two at once
 * sign the same tree, and one of the notes is kept. The key's public half is kept with it.
 *
 * @throws LedgerError INCONSISTENT when what is stored is not what was signed, grown: a log never
 *   signs two histories.
 */
export async function signCheckpoint(
  db: Database,
  signer: NoteSigner,
  now: Date,
): Promise<StoredCheckpoint | undefined> {
  const [last, size] = [await readNewestCheckpoint(db), await readSize(db)];
  if (size === (last?.size ?? 0)) return undefined;
  const read = createNodeReader(db);
  const root = await readRoot(read, size);
  if (last !== undefined) await checkGrowth(read, last, { size, root });
  const note = await writeCheckpoint({ size, root }, signer);
  await db.transaction(async (tx) => {
    const [origin, publicKey] = [signer.name, Buffer.from(signer.publicKey)];
    await tx
      .insert(ledgerKey)
      .values({ publicKey, origin, firstUsedAt: now })
      .onConflictDoNothing();
    await tx
      .insert(ledgerCheckpoint)
      .values({ size, root: Buffer.from(root), note, signedAt: now })
      .onConflictDoNothing();
  });
  return { size, root, note };
}

export async function readNewestCheckpoint(
  db: Pick<Database, 'select'>,
): Promise<StoredCheckpoint | undefined> {
  const { size, root, note } = ledgerCheckpoint;
  const [newest] = await db
    .select({ size, root, note })
    .from(ledgerCheckpoint)
    .orderBy(desc(size))
    .limit(1);
  return newest;
}

type Tree = { size: number; root: Uint8Array };

async function checkGrowth(read: NodeReader, older: Tree, newer: Tree): Promise<void> {
  if (newer.size < older.size) throw new LedgerError('INCONSISTENT');
  const proof = await readConsistencyProof(read, older.size, newer.size);
  const sizes = { size1: older.size, size2: newer.size };
  const roots = { root1: older.root, root2: newer.root };
  if (!verifyConsistency({ ...sizes, ...roots, proof })) throw new LedgerError('INCONSISTENT');
}

import { verifyConsistency } from '../../kit/ledger/merkle.ts';
import type { AuditWork } from '../audit-context.ts';
import { witnessedCheckpoint } from '../tables.ts';
import type { Given } from './ask-source.ts';
import { keepFault } from './ledger-fault.ts';
import type { LedgerFault } from './ledger-fault.ts';
import { readCheckpoint } from './read-checkpoint.ts';
import { seenRoot } from './seen-checkpoints.ts';

type Work = Pick<AuditWork, 'db' | 'log' | 'now' | 'keys' | 'code'>;
type Shown = Pick<Given, 'checkpoint' | 'consistency'>;

/**
 * Holds the checkpoint that a service has shown against the one that was seen when it was asked
 * (RFC 9162 §2.1.4), and keeps it. One that does not follow is not kept but for the fault it is.
 *
 * @param seen size of the checkpoint that the proof begins with; 0 for none
 * @returns the fault
 */
export async function witness(
  work: Work,
  source: string,
  { checkpoint: note, consistency = [] }: Shown,
  seen: number,
): Promise<LedgerFault | undefined> {
  if (note === undefined && seen === 0) return undefined;
  const fault = await faultOf(work, source, { note, consistency, seen });
  if (fault !== undefined) {
    await keepFault(work, { source, fault, sizeBefore: seen, note: note ?? '' });
  }
  return fault;
}

type Claim = { note: string | undefined; consistency: readonly string[]; seen: number };

async function faultOf(
  work: Work,
  source: string,
  { note, consistency, seen }: Claim,
): Promise<LedgerFault | undefined> {
  if (note === undefined) return 'SHRUNK';
  const opened = await readCheckpoint(work, source, note);
  if (!opened.ok) return 'UNSIGNED';
  const { size, root } = opened.checkpoint;
  if (size < seen) return 'SHRUNK';
  const before = seen === 0 ? undefined : await seenRoot(work.db, source, seen);
  if (before !== undefined) {
    const sizes = { size1: seen, size2: size };
    const proof = consistency.map((node) => new Uint8Array(Buffer.from(node, 'base64')));
    if (!verifyConsistency({ ...sizes, root1: before, root2: root, proof })) return 'INCONSISTENT';
  }
  await work.db
    .insert(witnessedCheckpoint)
    .values({ source, size, root: Buffer.from(root), note, seenAt: work.now() })
    .onConflictDoNothing();
  const kept = await seenRoot(work.db, source, size);
  return kept && Buffer.compare(kept, root) === 0 ? undefined : 'INCONSISTENT';
}

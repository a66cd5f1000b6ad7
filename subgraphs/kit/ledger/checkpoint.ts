import { HASH_SIZE } from './merkle.ts';
import type { NoteSigner, NoteVerifier } from './note-key.ts';
import { openNote, signNote } from './note.ts';
import type { NoteProblem } from './note.ts';
import { isCount } from './proof-ranges.ts';
import { readBase64 } from './read-base64.ts';

/** What a ledger vouches for at one moment: its first `size` entries hash to `root`. */
export type Checkpoint = {
  /** Which ledger: its key name, such as `relink.example/police`. */
  origin: string;
  size: number;
  /** 32 bytes. */
  root: Uint8Array;
};

export type CheckpointProblem = NoteProblem | 'MALFORMED_CHECKPOINT' | 'WRONG_ORIGIN';
export type OpenedCheckpoint =
  { ok: true; checkpoint: Checkpoint } | { ok: false; problem: CheckpointProblem };

/** Whose checkpoints are believed. Keys that were changed stay among the verifiers. */
export type LedgerIdentity = { origin: string; verifiers: readonly NoteVerifier[] };

/** A checkpoint as a signed note (C2SP tlog-checkpoint). The signer's name is the origin. */
export function writeCheckpoint(
  { size, root }: Omit<Checkpoint, 'origin'>,
  signer: NoteSigner,
): Promise<string> {
  if (!isCount(size) || root.length !== HASH_SIZE) throw new TypeError('Not a tree');
  const base64 = Buffer.from(root).toString('base64');
  return signNote(`${signer.name}\n${size}\n${base64}\n`, signer);
}

/** Reads a checkpoint and believes it only with a signature of the ledger it names. */
export function openCheckpoint(note: string, ledger: LedgerIdentity): OpenedCheckpoint {
  const opened = openNote(note, ledger.verifiers);
  if (!opened.ok) return opened;
  const checkpoint = readText(opened.text);
  if (checkpoint === undefined) return { ok: false, problem: 'MALFORMED_CHECKPOINT' };
  if (checkpoint.origin !== ledger.origin) return { ok: false, problem: 'WRONG_ORIGIN' };
  return { ok: true, checkpoint };
}

/** Lines beyond the third are extensions: they may say anything, but not nothing. */
function readText(text: string): Checkpoint | undefined {
  const lines = text.slice(0, -1).split('\n');
  const [origin = '', written = '', base64 = ''] = lines;
  const [size, root] = [Number(written), readBase64(base64)];
  if (lines.includes('') || !/^(?:0|[1-9]\d*)$/u.test(written) || !isCount(size)) return undefined;
  if (root?.length !== HASH_SIZE) return undefined;
  return { origin, size, root: new Uint8Array(root) };
}

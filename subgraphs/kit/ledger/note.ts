import { isKeyName } from './note-key.ts';
import type { NoteSigner, NoteVerifier } from './note-key.ts';
import { readBase64 } from './read-base64.ts';

/** Why a note is not to be believed. */
export type NoteProblem = 'MALFORMED_NOTE' | 'UNKNOWN_KEY' | 'BAD_SIGNATURE';
export type OpenedNote = { ok: true; text: string } | { ok: false; problem: NoteProblem };

/** More than 16, which the format asks of a verifier at least. */
const MOST_SIGNATURES = 32;

/**
 * A signed note (C2SP signed-note): the text, an empty line, a signature line.
 *
 * @param text lines, each ended by a newline
 * @throws TypeError when the text cannot stand in a note
 */
export async function signNote(text: string, signer: NoteSigner): Promise<string> {
  if (!isNoteText(text)) throw new TypeError('Not the text of a note');
  const signature = await signer.sign(Buffer.from(text));
  const signed = Buffer.concat([signer.keyId, signature]).toString('base64');
  return `${text}\n— ${signer.name} ${signed}\n`;
}

/**
 * The text of a note that one of `verifiers` signed. Signatures of keys that nobody here knows are
 * passed over; a wrong one under a known key spoils the note.
 */
export function openNote(note: string, verifiers: readonly NoteVerifier[]): OpenedNote {
  const parted = partNote(note);
  if (parted === undefined) return { ok: false, problem: 'MALFORMED_NOTE' };
  const bytes = Buffer.from(parted.text);
  const verdicts = parted.signatures.flatMap(({ name, keyId, signature }) =>
    verifiers
      .filter((verifier) => verifier.name === name && verifier.keyId.equals(keyId))
      .map((verifier) => verifier.verifies(bytes, signature)),
  );
  if (verdicts.length === 0) return { ok: false, problem: 'UNKNOWN_KEY' };
  if (verdicts.includes(false)) return { ok: false, problem: 'BAD_SIGNATURE' };
  return { ok: true, text: parted.text };
}

type Signature = { name: string; keyId: Buffer; signature: Buffer };

function partNote(note: string): { text: string; signatures: Signature[] } | undefined {
  const gap = note.lastIndexOf('\n\n');
  const text = note.slice(0, gap + 1);
  if (gap < 0 || !isNoteText(text) || !isNoteText(note.slice(gap + 2))) return undefined;
  const signatures: Signature[] = [];
  for (const line of note.slice(gap + 2, -1).split('\n')) {
    const signature = readSignature(line);
    if (signature === undefined || signatures.length === MOST_SIGNATURES) return undefined;
    signatures.push(signature);
  }
  return { text, signatures };
}

function readSignature(line: string): Signature | undefined {
  const [dash, name = '', base64 = '', ...more] = line.split(' ');
  const bytes = readBase64(base64);
  const isWellFormed = dash === '—' && isKeyName(name) && more.length === 0;
  if (!isWellFormed || bytes === undefined || bytes.length < 5) return undefined;
  return { name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}

function isNoteText(text: string): boolean {
  const hasControl = Array.from(text).some((character) => character < ' ' && character !== '\n');
  return text.endsWith('\n') && text.isWellFormed() && !hasControl;
}

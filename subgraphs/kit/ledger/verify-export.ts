import { openCheckpoint } from './checkpoint.ts';
import type { CheckpointProblem, LedgerIdentity } from './checkpoint.ts';
import { readBody } from './entry.ts';
import { readLine } from './export-line.ts';
import type { EntryLine } from './export-line.ts';
import { createGrowingRoot } from './growing-root.ts';
import { droppedRanges } from './ledger-event.ts';
import type { IndexRange } from './ledger-event.ts';
import { leafHash } from './merkle.ts';

/** What is wrong at an entry. */
export type LedgerProblem =
  /** Its text, or its row, is not what was hashed. */
  | 'EDITED'
  /** It is not there, and no entry says that its month was dropped. */
  | 'DELETED'
  /** It does not belong there. */
  | 'INSERTED'
  /** It stands in another place. */
  | 'REORDERED'
  /** It and all that followed are gone. */
  | 'TRUNCATED'
  /** Its line is cut off or no line of an export. */
  | 'TORN'
  /** One of the entries `index` to `through` was changed together with its hash. */
  | 'REWRITTEN'
  /** The checkpoint after the entry before it is not to be believed; `cause` says why. */
  | 'BAD_CHECKPOINT'
  /** Nobody vouches for any of it. */
  | 'UNSIGNED';

export type Finding = {
  ok: false;
  problem: LedgerProblem;
  /** The first bad entry. */
  index: number;
  through?: number;
  /** Of the export, from 1; where the end is the fault, the line after the last. */
  line: number;
  cause?: CheckpointProblem | 'MISPLACED';
};

export type ExportVerdict =
  | { ok: true; /** Entries. */ size: number; /** Of them under a checkpoint. */ signed: number }
  | Finding;

export type ExportVerifier = {
  /** @param line without its end */
  take: (line: string) => void;
  end: () => ExportVerdict;
};

/**
 * Verifies an export line by line, without a database.
 *
 * @param witnessed notes of checkpoints known from elsewhere, the export's own file among them: what
 *   was cut off behind the last checkpoint of the lines themselves is found by these alone
 */
export function createExportVerifier(
  ledger: LedgerIdentity,
  witnessed: readonly string[],
): ExportVerifier {
  const state = newState(ledger);
  for (const note of witnessed) expectCheckpoint(state, note);
  return {
    take: (text) => {
      state.line += 1;
      takeLine(state, text);
    },
    end: () => conclude(state),
  };
}

/** @param lines of the export, such as `readline` gives them. See `createExportVerifier`. */
export async function verifyExport(
  lines: AsyncIterable<string>,
  ledger: LedgerIdentity,
  witnessed: readonly string[],
): Promise<ExportVerdict> {
  const verifier = createExportVerifier(ledger, witnessed);
  for await (const line of lines) verifier.take(line);
  return verifier.end();
}

/** A fault whose name depends on whether another line claims the same place. */
type Suspect = Omit<Finding, 'problem'> & { alone: LedgerProblem; claimed: LedgerProblem };

type State = {
  readonly ledger: LedgerIdentity;
  readonly tree: ReturnType<typeof createGrowingRoot>;
  /** Roots by the size they belong to, of sizes yet to come. */
  readonly expected: Map<number, Uint8Array[]>;
  readonly missing: { first: number; last: number; line: number }[];
  readonly dropped: IndexRange[];
  line: number;
  signed: number;
  suspect: Suspect | undefined;
  /** The place of the suspect's that a later line claims. */
  claim: number | undefined;
};

function newState(ledger: LedgerIdentity): State {
  const [tree, expected] = [createGrowingRoot(), new Map<number, Uint8Array[]>()];
  const empty = { line: 0, signed: 0, suspect: undefined, claim: undefined };
  return { ledger, tree, expected, missing: [], dropped: [], ...empty };
}

function takeLine(state: State, text: string): void {
  const line = readLine(text);
  if (state.suspect !== undefined) {
    if (line !== undefined && 'entry' in line) lookFor(state, state.suspect, line);
  } else if (line === undefined) suspect(state, 'TORN');
  // what an export says of its keys is believed by nobody: the caller knows whose they are
  else if ('key' in line) return;
  else if ('checkpoint' in line) expectCheckpoint(state, line.checkpoint);
  else takeEntry(state, line);
}

function takeEntry(state: State, line: EntryLine): void {
  const here = state.tree.size;
  const { index, entry, leafHash: leaf } = line;
  if (index < here) suspect(state, 'INSERTED', { index });
  else if (index > here) suspect(state, 'DELETED', { claimed: 'REORDERED' });
  else if (leaf === null) suspect(state, 'INSERTED');
  else if (entry === null) {
    noteMissing(state, here);
    grow(state, Buffer.from(leaf, 'base64'));
  } else takeText(state, line, entry);
}

function takeText(state: State, line: EntryLine, entry: string): void {
  const hash = leafHash(Buffer.from(entry));
  const isHashed = Buffer.from(hash).toString('base64') === line.leafHash;
  const body = readBody(entry);
  if (body !== undefined && body.index !== line.index) {
    const moved = body.index > line.index ? 'DELETED' : 'INSERTED';
    suspect(state, isHashed ? moved : 'EDITED', { claimed: 'REORDERED' });
  } else if (!isHashed) suspect(state, 'EDITED', { claimed: 'INSERTED' });
  else if (body === undefined || line.columns !== undefined) suspect(state, 'EDITED');
  else {
    state.dropped.push(...droppedRanges(body));
    grow(state, hash);
  }
}

/** Reads on behind a fault: is its place claimed elsewhere, was what is missing dropped lawfully? */
function lookFor(state: State, found: Suspect, line: EntryLine): void {
  const [first, last] = [found.index, found.through ?? found.index];
  const body = line.entry === null ? undefined : readBody(line.entry);
  if (body !== undefined) state.dropped.push(...droppedRanges(body));
  if (line.entry === null) return;
  const isWithin = (place = -1) => first <= place && place <= last;
  state.claim ??= [line.index, body?.index].find(isWithin);
}

function grow(state: State, leaf: Uint8Array): void {
  state.tree.push(leaf);
  const roots = state.expected.get(state.tree.size);
  state.expected.delete(state.tree.size);
  for (const root of roots ?? []) checkRoot(state, root);
}

function expectCheckpoint(state: State, note: string): void {
  const opened = openCheckpoint(note, state.ledger);
  if (!opened.ok) {
    suspect(state, 'BAD_CHECKPOINT', { cause: opened.problem });
    return;
  }
  const { size, root } = opened.checkpoint;
  if (size < state.tree.size) suspect(state, 'BAD_CHECKPOINT', { cause: 'MISPLACED' });
  else if (size > state.tree.size)
    state.expected.set(size, [...(state.expected.get(size) ?? []), root]);
  else if (size > 0) checkRoot(state, root);
}

function checkRoot(state: State, root: Uint8Array): void {
  const { size } = state.tree;
  if (Buffer.compare(state.tree.root(), root) === 0) state.signed = size;
  else if (state.suspect === undefined)
    // what was signed before holds, so the fault is among those that came since
    suspect(state, 'REWRITTEN', {
      ...{ index: Math.min(state.signed, size - 1), through: size - 1 },
      claimed: 'INSERTED',
    });
}

function suspect(
  state: State,
  alone: LedgerProblem,
  more: Partial<Omit<Suspect, 'ok' | 'alone' | 'line'>> = {},
): void {
  const at = { ok: false as const, index: state.tree.size, line: state.line };
  state.suspect ??= { ...at, alone, claimed: alone, ...more };
}

function noteMissing(state: State, index: number): void {
  const last = state.missing.at(-1);
  if (last?.last === index - 1) last.last = index;
  else state.missing.push({ first: index, last: index, line: state.line });
}

function conclude(state: State): ExportVerdict {
  const findings = [fromSuspect(state), fromMissing(state), fromEnd(state)];
  const found = findings.filter((finding) => finding !== undefined);
  const [first] = found.sort((one, other) => one.index - other.index);
  return first ?? { ok: true, size: state.tree.size, signed: state.signed };
}

function fromSuspect({ suspect: found, claim }: State): Finding | undefined {
  if (found === undefined) return undefined;
  const { alone, claimed, ...at } = found;
  if (claim === undefined || claimed === alone) return { ...at, problem: alone };
  return { ok: false, problem: claimed, index: claim, line: at.line };
}

function fromMissing({ missing, dropped, tree }: State): Finding | undefined {
  for (const { first, last, line } of missing) {
    let index = first;
    for (const [from, to] of [...dropped].sort(([one], [other]) => one - other))
      if (from <= index && index <= to) index = to + 1;
    const isEnd = last === tree.size - 1;
    const problem = isEnd ? 'TRUNCATED' : 'DELETED';
    if (index <= last) return { ok: false, problem, index, line };
  }
  return undefined;
}

function fromEnd({ expected, signed, suspect: found, tree, line }: State): Finding | undefined {
  if (found !== undefined) return undefined;
  const at = { ok: false as const, line: line + 1 };
  if (expected.size > 0) return { ...at, problem: 'TRUNCATED', index: tree.size };
  return tree.size > 0 && signed === 0 ? { ...at, problem: 'UNSIGNED', index: 0 } : undefined;
}

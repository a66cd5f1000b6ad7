import { expect, test } from 'vitest';
import { writeCheckpoint } from './checkpoint.ts';
import type { LedgerEntry } from './entry.ts';
import { readLine, writeLine } from './export-line.ts';
import type { EntryLine } from './export-line.ts';
import { MONTH_DROPPED } from './ledger-event.ts';
import { leafHash, rootHash } from './merkle.ts';
import { entryText, toyEntries, toyEntry } from './toy-ledger.ts';
import { toySigner } from './toy-signer.ts';
import type { ToySigner } from './toy-signer.ts';
import { createExportVerifier } from './verify-export.ts';

const toy = await toySigner();

function lineOf(entry: LedgerEntry, index: number): EntryLine {
  const text = entryText(entry, index);
  const hash = leafHash(Buffer.from(text));
  return { index, leafHash: Buffer.from(hash).toString('base64'), entry: text };
}

const hashOf = (line: EntryLine) => new Uint8Array(Buffer.from(line.leafHash ?? '', 'base64'));

function noteOf(lines: EntryLine[], by: ToySigner = toy): Promise<string> {
  return writeCheckpoint({ size: lines.length, root: rootHash(lines.map(hashOf)) }, by.signer);
}

/** Twelve entries under checkpoints of 4, 8 and 12, as an export writes them. */
const entries = toyEntries(12).map(lineOf);
const notes = await Promise.all([4, 8, 12].map((size) => noteOf(entries.slice(0, size))));
const [first = '', second = '', newest = ''] = notes;
const sound = [
  ...[...entries.slice(0, 4), { checkpoint: first }],
  ...[...entries.slice(4, 8), { checkpoint: second }],
  ...[...entries.slice(8), { checkpoint: newest }],
].map(writeLine);
/** Of the line that holds an entry, from 0. */
const at = (index: number) => index + Math.floor(index / 4);

function verify(lines: string[], witnessed = [newest]) {
  const verifier = createExportVerifier(toy, witnessed);
  for (const line of lines) verifier.take(line);
  return verifier.end();
}

/** The export with one entry's line changed. */
function changed(index: number, change: (line: EntryLine) => Partial<EntryLine>): string[] {
  const line = readLine(sound[at(index)] ?? '');
  if (line === undefined || !('entry' in line)) throw new Error('not an entry');
  return sound.with(at(index), writeLine({ ...line, ...change(line) }));
}

test('what was written is verified, with and without checkpoints among the lines', () => {
  expect(verify(sound)).toEqual({ ok: true, size: 12, signed: 12 });
  expect(verify(entries.map(writeLine))).toEqual({ ok: true, size: 12, signed: 12 });
  expect(verify(sound, [first, second])).toEqual({ ok: true, size: 12, signed: 12 });
  expect(verify([...sound, writeLine(lineOf(toyEntry(), 12))])).toEqual({
    ...{ ok: true, size: 13, signed: 12 },
  });
  expect(verify([], [])).toEqual({ ok: true, size: 0, signed: 0 });
});

const other = toyEntry({ actor: 'somebody-else' });

test.each(Array.from({ length: 12 }, (_, index) => index))(
  'each way of tampering with entry %i is named',
  (index) => {
    const line = at(index) + 1;
    const fault = (problem: string) => ({ ok: false, problem, index, line });
    const forged = lineOf(other, index);
    const edited = changed(index, () => ({ entry: forged.entry }));
    expect(verify(edited)).toEqual(fault('EDITED'));
    const spaced = changed(index, ({ entry }) => ({ entry: `${entry ?? ''} ` }));
    expect(verify(spaced)).toEqual(fault('EDITED'));
    const stray = changed(index, () => ({ columns: { actor: 'somebody-else' } }));
    expect(verify(stray)).toEqual(fault('EDITED'));
    const added = verify(sound.toSpliced(at(index), 0, writeLine(forged)));
    expect(added).toMatchObject({ problem: 'INSERTED', index });
    const text = writeLine({ ...forged, leafHash: entries[index]?.leafHash ?? null });
    expect(verify(sound.toSpliced(at(index), 0, text))).toEqual(fault('INSERTED'));
    const unhashed = writeLine({ ...lineOf(other, index), leafHash: null });
    expect(verify(sound.with(at(index), unhashed))).toEqual(fault('INSERTED'));
    expect(verify(sound.with(at(index), '{"index":'))).toEqual(fault('TORN'));
    const gone = verify(changed(index, () => ({ entry: null })));
    expect(gone).toEqual(fault(index === 11 ? 'TRUNCATED' : 'DELETED'));
  },
);

test('an entry that was changed with its hash is found between two checkpoints', () => {
  const forged = writeLine(lineOf(other, 5));
  const verdict = { ok: false, problem: 'REWRITTEN' };
  expect(verify(sound.with(at(5), forged))).toEqual({ ...verdict, index: 4, through: 7, line: 10 });
  const bare = entries.map(writeLine).with(5, forged);
  expect(verify(bare)).toEqual({ ...verdict, index: 0, through: 11, line: 12 });
});

test('a line that was taken out, put in once more or moved is told from the others', () => {
  const [third = '', fifth = ''] = [sound[at(3)], sound[at(5)]];
  const verdict = (problem: string, index: number, line: number) => ({
    ...{ ok: false, problem, index, line },
  });
  expect(verify(sound.toSpliced(at(5), 1))).toEqual(verdict('DELETED', 5, 7));
  expect(verify(sound.toSpliced(at(5), 0, third))).toEqual(verdict('INSERTED', 3, 7));
  const swapped = sound.with(at(3), fifth).with(at(5), third);
  expect(verify(swapped)).toEqual(verdict('REORDERED', 3, 4));
  const texts = changed(3, () => ({ entry: entries[5]?.entry ?? '' }));
  const both = texts.with(
    at(5),
    changed(5, () => ({ entry: entries[3]?.entry ?? '' }))[at(5)] ?? '',
  );
  expect(verify(both)).toEqual(verdict('REORDERED', 3, 4));
});

test('lines renumbered to close a gap do not hide it', () => {
  const closed = entries.toSpliced(5, 1).map((line, index) => writeLine({ ...line, index }));
  expect(verify(closed)).toMatchObject({ problem: 'DELETED', index: 5, line: 6 });
  const rehashed = toyEntries(12).toSpliced(5, 1).map(lineOf).map(writeLine);
  expect(verify(rehashed)).toMatchObject({ problem: 'TRUNCATED', index: 11, line: 12 });
  const witnessed = verify(rehashed, [first, second, newest]);
  expect(witnessed).toMatchObject({ problem: 'REWRITTEN', index: 4, through: 7 });
});

test('an end that was cut off is found by the checkpoint that covers it', () => {
  for (let kept = 0; kept < 12; kept += 1)
    expect(verify(sound.slice(0, at(kept)))).toMatchObject({ problem: 'TRUNCATED', index: kept });
  expect(verify(sound.slice(0, at(8)), [])).toEqual({ ok: true, size: 8, signed: 8 });
  const torn = [...sound.slice(0, at(9)), (sound[at(9)] ?? '').slice(0, 30)];
  expect(verify(torn)).toMatchObject({ problem: 'TORN', index: 9, line: at(9) + 1 });
});

test('the first of several faults is named', () => {
  const late = changed(9, () => ({ entry: 'x' }));
  expect(verify(late.with(at(2), changed(2, () => ({ entry: null }))[at(2)] ?? ''))).toMatchObject({
    ...{ problem: 'DELETED', index: 2 },
  });
  expect(verify(late.toSpliced(at(6), 1))).toMatchObject({ problem: 'DELETED', index: 6 });
});

test('a checkpoint that is not to be believed is named with its cause', async () => {
  const stranger = await toySigner(toy.origin);
  const forged = await noteOf(entries.slice(0, 8), stranger);
  const put = (checkpoint: string) => sound.with(9, writeLine({ checkpoint }));
  const fault = { ok: false, problem: 'BAD_CHECKPOINT', index: 8, line: 10 };
  expect(verify(put(forged))).toEqual({ ...fault, cause: 'UNKNOWN_KEY' });
  expect(verify(put(second.replace('\n8\n', '\n7\n')))).toEqual({
    ...fault,
    cause: 'BAD_SIGNATURE',
  });
  expect(verify(put('nonsense'))).toEqual({ ...fault, cause: 'MALFORMED_NOTE' });
  expect(verify(put(first))).toEqual({ ...fault, cause: 'MISPLACED' });
  expect(verify(sound, [forged])).toMatchObject({ problem: 'BAD_CHECKPOINT', index: 0, line: 0 });
});

test('entries that nobody vouches for are not verified', () => {
  expect(verify(entries.map(writeLine), [])).toMatchObject({ problem: 'UNSIGNED', index: 0 });
});

test('what an entry says was dropped after three years is not missed, else it is', async () => {
  const drop = (month: string, at: string): LedgerEntry => ({
    ...{ at: new Date(at), event: MONTH_DROPPED, actor: 'administrator' },
    detail: { month, ranges: [[1, 2]].concat([[5, 5]]) },
  });
  const with12 = async (entry: LedgerEntry) => {
    const all = [...entries, lineOf(entry, 12)];
    const dropped = all.map((line) =>
      [1, 2, 5].includes(line.index) ? { ...line, entry: null } : line,
    );
    return { lines: dropped.map(writeLine), note: await noteOf(all) };
  };
  const lawful = await with12(drop('2026-03', '2029-04-01T00:00:00Z'));
  expect(verify(lawful.lines, [lawful.note])).toEqual({ ok: true, size: 13, signed: 13 });
  const early = await with12(drop('2026-03', '2029-03-31T23:59:59Z'));
  expect(verify(early.lines, [early.note])).toMatchObject({ problem: 'DELETED', index: 1 });
  const more = lawful.lines.with(
    3,
    writeLine({ ...lineOf(toyEntries(12)[3] ?? other, 3), entry: null }),
  );
  expect(verify(more, [lawful.note])).toMatchObject({ problem: 'DELETED', index: 3 });
});

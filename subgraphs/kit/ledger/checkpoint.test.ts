import { expect, test } from 'vitest';
import { openCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { leafHash } from './merkle.ts';
import { createNoteSigner } from './note-key.ts';
import { signNote } from './note.ts';
import { toyKey, toySigner } from './toy-signer.ts';

const root = leafHash(Buffer.from('anything'));
const base64 = Buffer.from(root).toString('base64');

test('a checkpoint is three lines and a signature line, and opens to what it says', async () => {
  const toy = await toySigner();
  for (const size of [0, 1, 20_852_163, Number.MAX_SAFE_INTEGER]) {
    const note = await writeCheckpoint({ size, root }, toy.signer);
    expect(note.split('\n')).toEqual([
      ...[toy.origin, String(size), base64, ''],
      expect.stringMatching(/^— relink\.test\/toy [A-Za-z0-9+/]{90}[A-Za-z0-9+/=]{2}$/u),
      '',
    ]);
    const checkpoint = { origin: toy.origin, size, root };
    expect(openCheckpoint(note, toy)).toEqual({ ok: true, checkpoint });
  }
});

test('a checkpoint of which a character was changed is not believed', async () => {
  const toy = await toySigner();
  const note = await writeCheckpoint({ size: 1234, root }, toy.signer);
  for (let at = 0; at < note.length; at += 1) {
    const other = note[at] === 'B' ? 'C' : 'B';
    const changed = note.slice(0, at) + other + note.slice(at + 1);
    expect(openCheckpoint(changed, toy).ok).toBe(false);
  }
});

test('another ledger’s checkpoint under the same key is refused', async () => {
  const toy = await toySigner();
  const note = await writeCheckpoint({ size: 1, root }, toy.signer);
  const other = { ...toy, origin: 'relink.test/other' };
  expect(openCheckpoint(note, other)).toEqual({ ok: false, problem: 'WRONG_ORIGIN' });
});

test('a signed text that is no checkpoint is malformed; extension lines may follow', async () => {
  const toy = await toySigner();
  const { origin } = toy;
  const texts = [
    ...[`${origin}\n1\n`, `${origin}\n01\n${base64}\n`, `${origin}\n-1\n${base64}\n`],
    ...[`${origin}\n1.0\n${base64}\n`, `${origin}\n9007199254740992\n${base64}\n`],
    ...[`${origin}\n1\n${base64.slice(0, -4)}\n`, `${origin}\n1\n${base64.slice(0, -1)}\n`],
    ...[`\n1\n${base64}\n`, `${origin}\n1\n${base64}\n\nmore\n`, `${origin}\n\n${base64}\n`],
  ];
  for (const text of texts) {
    const note = await signNote(text, toy.signer);
    expect(openCheckpoint(note, toy)).toEqual({ ok: false, problem: 'MALFORMED_CHECKPOINT' });
  }
  const extended = await signNote(`${origin}\n1\n${base64}\nmore\n`, toy.signer);
  expect(openCheckpoint(extended, toy)).toMatchObject({ ok: true, checkpoint: { size: 1 } });
});

test('halves of two keys sign nothing, and what is no tree is not written', async () => {
  const [one, other] = [await toyKey(), await toyKey()];
  const mixed = createNoteSigner('relink.test/toy', one.privateKey, other.publicKey);
  await expect(writeCheckpoint({ size: 1, root }, mixed)).rejects.toThrow(TypeError);
  const { signer } = await toySigner();
  expect(() => writeCheckpoint({ size: -1, root }, signer)).toThrow(TypeError);
  expect(() => writeCheckpoint({ size: 1, root: root.subarray(1) }, signer)).toThrow(TypeError);
});

import { expect, test } from 'vitest';
import { createNoteVerifier } from './note-key.ts';
import { openNote, signNote } from './note.ts';
import { toySigner } from './toy-signer.ts';

const TEXT = 'one\n\nthree\n';

// the example of golang.org/x/mod/sumdb/note, from which C2SP took the format
const GO_KEY = 'GlzZBxQ8OExB6DDFvOEqqIF+xWSaqr8sMTiLNbLXRNY=';
const GO_NOTE = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

test('a note that another implementation signed is opened', () => {
  const verifier = createNoteVerifier('PeterNeumann', Buffer.from(GO_KEY, 'base64'));
  expect(verifier.keyId.toString('hex')).toBe('c74f20a3');
  expect(openNote(GO_NOTE, [verifier])).toMatchObject({ ok: true });
  expect(openNote(GO_NOTE.replace('answer', 'remedy'), [verifier])).toEqual({
    ok: false,
    problem: 'BAD_SIGNATURE',
  });
});

test('a note opens to the text that was signed, empty lines and all', async () => {
  const { signer, verifiers } = await toySigner();
  const note = await signNote(TEXT, signer);
  expect(note.startsWith(`${TEXT}\n— relink.test/toy `)).toBe(true);
  expect(openNote(note, verifiers)).toEqual({ ok: true, text: TEXT });
});

test('signatures of unknown keys are passed over, also under a known name', async () => {
  const [one, namesake, stranger] = [await toySigner(), await toySigner(), await toySigner('x')];
  const line = async (by: typeof one) => (await signNote(TEXT, by.signer)).slice(TEXT.length + 1);
  const note = `${TEXT}\n${await line(namesake)}${await line(one)}${await line(stranger)}`;
  expect(openNote(note, one.verifiers)).toEqual({ ok: true, text: TEXT });
  expect(openNote(note, [...one.verifiers, ...stranger.verifiers])).toMatchObject({ ok: true });
  const nobody = await toySigner();
  expect(openNote(note, nobody.verifiers)).toEqual({ ok: false, problem: 'UNKNOWN_KEY' });
});

test('a wrong signature under a known key spoils the note, whoever else signed', async () => {
  const [one, other] = [await toySigner(), await toySigner('other.test')];
  const good = await signNote(TEXT, one.signer);
  const elsewhere = await signNote('something else\n', other.signer);
  const note = good + elsewhere.slice('something else\n\n'.length);
  expect(openNote(note, [...one.verifiers, ...other.verifiers])).toEqual({
    ok: false,
    problem: 'BAD_SIGNATURE',
  });
});

test('whatever is not written as the format says is malformed', async () => {
  const { signer, verifiers } = await toySigner();
  const note = await signNote(TEXT, signer);
  const [line = ''] = note.split('\n').slice(-2);
  const bad = [
    ...['', '\n', '\n\n', TEXT, `${TEXT}\n`, note.slice(0, -1), `${note}\n`, `${note}x\n`],
    ...[note.replace('—', '-'), note.replace('— ', '—'), note.replace('— ', '—  ')],
    ...[note.replace('one', 'o\tne'), note.replace('one', 'o\rne'), note.replace('one', '\ud800')],
    ...[`${TEXT}\n${line} \n`, `${TEXT}\n${line}=\n`, `${TEXT}\n— a+b AAAAAAA=\n`],
    ...[`${TEXT}\n— a\u00a0b AAAAAAA=\n`, `${TEXT}\n— a AAAA\n`, `${TEXT}\n—  AAAAAAA=\n`],
    `${TEXT}\n${`${line}\n`.repeat(33)}`,
  ];
  for (const text of bad)
    expect(openNote(text, verifiers)).toEqual({ ok: false, problem: 'MALFORMED_NOTE' });
  expect(openNote(`${TEXT}\n${`${line}\n`.repeat(16)}`, verifiers)).toMatchObject({ ok: true });
});

test('what cannot stand in a note is not signed, and names and keys are checked', async () => {
  const { signer } = await toySigner();
  for (const text of ['', 'no newline', 'a\tb\n', '\udc00\n'])
    await expect(signNote(text, signer)).rejects.toThrow(TypeError);
  for (const name of ['', 'a b', 'a+b', 'a\u0085b', 'a\nb'])
    expect(() => createNoteVerifier(name, new Uint8Array(32))).toThrow(TypeError);
  expect(() => createNoteVerifier('a', new Uint8Array(31))).toThrow(TypeError);
});

import { chmod, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { changePrivateFile, createPrivateFile, readPrivateFile } from './private-file.ts';
import { toyFolder } from './toy-parties.ts';

test('who makes the file second leaves what the first one wrote', async () => {
  const file = join(await toyFolder(), 'keys.json');
  expect(await readPrivateFile(file)).toBeUndefined();
  await createPrivateFile(file, 'first');
  await createPrivateFile(file, 'second');
  expect(await readPrivateFile(file)).toBe('first');
  expect(await readdir(dirname(file))).toEqual(['keys.json']);
});

test('a file is changed whole, stays its owner’s alone and leaves nothing beside it', async () => {
  const file = join(await toyFolder(), 'keys.json');
  await createPrivateFile(file, 'first');
  await changePrivateFile(file, (text) => Promise.resolve(`${text}, second`));
  expect(await readPrivateFile(file)).toBe('first, second');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(dirname(file))).toEqual(['keys.json']);
});

test('of two changes at once the second is refused and the first one counts', async () => {
  const file = join(await toyFolder(), 'keys.json');
  await createPrivateFile(file, 'first');
  await changePrivateFile(file, async (text) => {
    const second = changePrivateFile(file, () => Promise.resolve('lost'));
    await expect(second).rejects.toThrow('keys.json.next is there');
    return `${text}, changed`;
  });
  expect(await readPrivateFile(file)).toBe('first, changed');
});

test('a change that fails leaves the file as it was and lets the next one through', async () => {
  const file = join(await toyFolder(), 'keys.json');
  await createPrivateFile(file, 'first');
  const failing = changePrivateFile(file, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(await readPrivateFile(file)).toBe('first');
  await changePrivateFile(file, () => Promise.resolve('second'));
  expect(await readPrivateFile(file)).toBe('second');
});

test('a file that is not there, or that others may read, is not changed', async () => {
  const file = join(await toyFolder(), 'keys.json');
  const change = () => changePrivateFile(file, () => Promise.resolve('second'));
  await expect(change()).rejects.toThrow('is not there');
  await createPrivateFile(file, 'first');
  await chmod(file, 0o640);
  await expect(change()).rejects.toThrow('chmod 600');
  expect(await readdir(dirname(file))).toEqual(['keys.json']);
});

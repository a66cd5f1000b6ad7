import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../tests/support/temp-folder.ts';
import { StackError } from './stack-error.ts';
import { inSystemWords } from './system-words.ts';

/** Whether this system has a file that is always full. */
const hasFull = process.platform === 'linux';

test.runIf(hasFull)('a full disk is told in words, and what helps', async () => {
  const writing = inSystemWords('/dev/full', () => writeFile('/dev/full', 'text'));
  await expect(writing).rejects.toThrow(StackError);
  await expect(writing).rejects.toThrow(
    /^\/dev\/full: the disk is full\. Make room, .*\(ENOSPC\)$/u,
  );
});

test('the file is named where it lies in the home, and the home otherwise', async () => {
  await using folder = await tempFolder();
  const refusing = (path: string) => () =>
    Promise.reject(Object.assign(new Error('refused'), { code: 'EACCES', path }));
  const file = join(folder.path, 'run.json');
  await expect(inSystemWords(folder.path, refusing(file))).rejects.toThrow(`${file}: it belongs`);
  const other = inSystemWords(folder.path, refusing('/elsewhere'));
  await expect(other).rejects.toThrow(`${folder.path}: it belongs`);
});

test('what is no matter of the system is thrown as it was', async () => {
  const defect = new TypeError('a defect');
  await expect(inSystemWords('/home', () => Promise.reject(defect))).rejects.toBe(defect);
  const told = new StackError('told already');
  await expect(inSystemWords('/home', () => Promise.reject(told))).rejects.toBe(told);
});

import { stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../tests/support/temp-folder.ts';
import { makeFolder } from './make-folder.ts';

test('a folder is made with those above it, for the owner alone where that is asked', async () => {
  await using folder = await tempFolder();
  const path = join(folder.path, 'a', 'b', 'c');
  makeFolder(path, 0o700);
  makeFolder(path, 0o755);
  expect((await stat(path)).mode & 0o777).toBe(0o700);
  expect((await stat(join(folder.path, 'a'))).mode & 0o777).toBe(0o700);
});

test('what is there and no folder is an error, and so is a folder below it', async () => {
  await using folder = await tempFolder();
  const file = join(folder.path, 'file');
  await writeFile(file, '');
  await symlink(join(folder.path, 'gone'), join(folder.path, 'dangling'));
  const making =
    (...names: string[]) =>
    () => {
      makeFolder(join(folder.path, ...names));
    };
  expect(making('file')).toThrow('EEXIST');
  expect(making('file', 'a', 'b')).toThrow('ENOTDIR');
  expect(making('dangling', 'a')).toThrow('EEXIST');
});

test.runIf(process.platform === 'linux')('a folder that takes no other is an error at once', () => {
  expect(() => {
    makeFolder('/proc/relink/a');
  }).toThrow('ENOENT');
});

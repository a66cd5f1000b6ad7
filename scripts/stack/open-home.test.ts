import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../tests/support/temp-folder.ts';
import { findStack } from './find-stack.ts';
import { homeFolder } from './home-flag.ts';
import { openHome } from './open-home.ts';

test('a home that is a file is no folder, whoever looks at it first', async () => {
  await using folder = await tempFolder();
  const file = join(folder.path, 'README.md');
  await writeFile(file, '');
  expect(() => homeFolder(file)).toThrow('That is no folder.');
  await expect(findStack(file)).rejects.toThrow(`${file} is no folder`);
  await expect(openHome(file)).rejects.toThrow(`${file} is no folder`);
  await expect(openHome(join(file, 'x'))).rejects.toThrow('cannot hold a stack (ENOTDIR)');
});

test('a home that is not there yet is made', async () => {
  await using folder = await tempFolder();
  const home = join(folder.path, 'a', 'b');
  expect(homeFolder(home)).toBe(home);
  expect(await openHome(home)).toBe(home);
});

test.runIf(process.platform === 'linux')('a home that cannot be made is told at once', async () => {
  await expect(openHome('/proc/relink')).rejects.toThrow('cannot hold a stack (ENOENT)');
});

test('a home that is not named is not the folder one stands in', () => {
  for (const path of ['', ' ']) expect(() => homeFolder(path)).toThrow('Name a folder.');
});

import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { createPrivateFile, readPrivateFile } from './private-file.ts';
import { toyFolder } from './toy-parties.ts';

test('who makes the file second leaves what the first one wrote', async () => {
  const file = join(await toyFolder(), 'keys.json');
  expect(await readPrivateFile(file)).toBeUndefined();
  await createPrivateFile(file, 'first');
  await createPrivateFile(file, 'second');
  expect(await readPrivateFile(file)).toBe('first');
  expect(await readdir(dirname(file))).toEqual(['keys.json']);
});

import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { acceptKeys } from '../service/accept-keys.ts';
import { readPinnedKeys } from './pinned-keys.ts';
import { toyFolder } from './toy-parties.ts';

const published = join(import.meta.dirname, '../../../schema/contract/vectors/keys/pinned');

test('nobody starts who has pinned a published test key', async () => {
  const folder = await toyFolder();
  await cp(join(published, 'court.json'), join(folder, 'court.json'));
  await expect(readPinnedKeys(folder)).rejects.toThrow('published test key');
});

test('nobody can be made to accept one, whatever was read out', async () => {
  const file = join(published, 'court.json');
  const { keys } = JSON.parse(await readFile(file, 'utf8')) as { keys: { kid: string }[] };
  const folder = await toyFolder();
  const config = { keys: { file: undefined, text: undefined }, pinnedKeysDir: folder };
  const offered = { file, code: 'court', fingerprints: keys.map(({ kid }) => kid) };
  await expect(acceptKeys('police', config, offered)).rejects.toThrow('published test key');
  expect((await readPinnedKeys(folder)).size).toBe(0);
});

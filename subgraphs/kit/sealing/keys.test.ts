import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { loadOrCreateKeys, publicKeys, readKeys } from './keys.ts';
import { KeysError } from './keys-error.ts';
import { signingKey, toyFolder } from './toy-parties.ts';

async function keysFile(): Promise<string> {
  return join(await toyFolder(), 'keys', 'police.jwks.json');
}

/** The key file as a rotation would change it. */
async function keysIn(file: string): Promise<{ keys: Record<string, unknown>[] }> {
  // a file this test made; the shape is the one it asserts elsewhere
  return JSON.parse(await readFile(file, 'utf8')) as { keys: Record<string, unknown>[] };
}

test('a key file is made for its owner alone, and read again with the same keys', async () => {
  const file = await keysFile();
  const made = await loadOrCreateKeys(file);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(publicKeys(await loadOrCreateKeys(file))).toEqual(publicKeys(made));
  expect(await readdir(dirname(file))).toEqual(['police.jwks.json']);
});

test('of many that make the file at once all end with the same keys', async () => {
  const file = await keysFile();
  const all = await Promise.all(Array.from({ length: 8 }, () => loadOrCreateKeys(file)));
  expect(new Set(all.map((own) => signingKey(own).kid)).size).toBe(1);
  expect(await readdir(dirname(file))).toEqual(['police.jwks.json']);
});

test.each([0o640, 0o604, 0o660, 0o610])('a key file of mode %o is refused', async (mode) => {
  const file = await keysFile();
  await loadOrCreateKeys(file);
  await chmod(file, mode);
  await expect(loadOrCreateKeys(file)).rejects.toThrow(/readable by others; run: chmod 600/u);
});

test('the public half holds no private part', async () => {
  const own = await loadOrCreateKeys(await keysFile());
  const { keys } = publicKeys(own);
  expect(keys.map(({ use, alg, crv }) => [use, alg, crv])).toEqual([
    ['sig', 'EdDSA', 'Ed25519'],
    ['enc', 'ECDH-ES+A256KW', 'X25519'],
  ]);
  expect(keys.every((key) => !('d' in key))).toBe(true);
  expect(signingKey(own).key.extractable).toBe(false);
});

test('a key under another key’s name is refused', async () => {
  const file = await keysFile();
  await loadOrCreateKeys(file);
  const { keys } = await keysIn(file);
  const swapped = keys.map((key, at) => ({ ...key, kid: keys[1 - at]?.['kid'] }));
  await expect(readKeys(JSON.stringify({ keys: swapped }))).rejects.toThrow('thumbprint');
});

test('a file that holds no keys is refused without quoting it', async () => {
  const file = await keysFile();
  await loadOrCreateKeys(file);
  await writeFile(file, '{"keys":[{"use":"sig","d":"secret-text"}]}');
  const failure = loadOrCreateKeys(file);
  await expect(failure).rejects.toThrow(KeysError);
  await expect(failure).rejects.not.toThrow('secret-text');
  await expect(readKeys('secret-text')).rejects.not.toThrow('secret-text');
});

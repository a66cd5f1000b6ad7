import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadOrCreateKeys, publicKeys } from './keys.ts';
import { readPinnedKeys } from './pinned-keys.ts';
import { sealingKey, signingKey, toyFolder, toyParty } from './toy-parties.ts';

test('a directory pins the party each file is named after', async () => {
  const [directory, police, mall] = [
    await toyFolder(),
    await toyParty('police'),
    await toyParty('mall'),
  ];
  await writeFile(join(directory, 'police.json'), JSON.stringify(publicKeys(police.own)));
  await writeFile(join(directory, 'mall.json'), JSON.stringify(publicKeys(mall.own)));
  await writeFile(join(directory, 'README.md'), 'not a key');
  const pinned = await readPinnedKeys(directory);
  expect([...pinned.keys()].sort()).toEqual(['mall', 'police']);
  expect(pinned.get('police')?.sealing[0]?.kid).toBe(sealingKey(police.pinned).kid);
  expect(pinned.get('police')?.verifying.has(signingKey(police.own).kid)).toBe(true);
});

test('one file pins several parties by code', async () => {
  const police = await toyParty('police');
  const file = join(await toyFolder(), 'pinned.json');
  await writeFile(file, JSON.stringify({ police: publicKeys(police.own) }));
  expect([...(await readPinnedKeys(file)).keys()]).toEqual(['police']);
});

test('a private key among the pinned ones is refused and not quoted', async () => {
  const directory = await toyFolder();
  const file = join(await toyFolder(), 'own.json');
  await loadOrCreateKeys(file);
  const text = await readFile(file, 'utf8');
  await writeFile(join(directory, 'police.json'), text);
  const failure = readPinnedKeys(directory);
  await expect(failure).rejects.toThrow('this is a private key');
  const secrets = [...text.matchAll(/"d": "([^"]+)"/gu)].map(([, d]) => d ?? '');
  expect(secrets).toHaveLength(2);
  for (const secret of secrets) await expect(failure).rejects.not.toThrow(secret);
});

test('a kid that is not the thumbprint of its key is refused', async () => {
  const [directory, police, mall] = [
    await toyFolder(),
    await toyParty('police'),
    await toyParty('mall'),
  ];
  const { keys } = publicKeys(police.own);
  const renamed = { keys: keys.map((key) => ({ ...key, kid: signingKey(mall.own).kid })) };
  await writeFile(join(directory, 'police.json'), JSON.stringify(renamed));
  await expect(readPinnedKeys(directory)).rejects.toThrow('thumbprint');
});

test('a key pinned for two parties is refused', async () => {
  const [directory, police] = [await toyFolder(), await toyParty('police')];
  await writeFile(join(directory, 'police.json'), JSON.stringify(publicKeys(police.own)));
  await writeFile(join(directory, 'mall.json'), JSON.stringify(publicKeys(police.own)));
  await expect(readPinnedKeys(directory)).rejects.toThrow('mall has a key of police too');
});

test('a file that is not named after a party is refused', async () => {
  const [directory, police] = [await toyFolder(), await toyParty('police')];
  await writeFile(join(directory, 'Police 2.json'), JSON.stringify(publicKeys(police.own)));
  await expect(readPinnedKeys(directory)).rejects.toThrow('not named after');
});

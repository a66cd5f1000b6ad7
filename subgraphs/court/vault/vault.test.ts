import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadDataKeys } from './data-keys.ts';
import { createVault } from './vault.ts';

async function keysFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'relink-vault-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'court.data.json');
}

async function vault() {
  return createVault(await loadDataKeys({ file: await keysFile(), text: undefined }));
}

test('what was sealed opens in its own place and holds nothing readable', async () => {
  const { seal, open } = await vault();
  const sealed = seal('party:1', { name: '欧阳小明' });
  expect(open('party:1', sealed)).toEqual({ name: '欧阳小明' });
  expect(sealed.includes(Buffer.from('欧阳'))).toBe(false);
});

test('a sealed value moved to another row does not open', async () => {
  const { seal, open } = await vault();
  const sealed = seal('party:1', 'x');
  expect(() => open('party:2', sealed)).toThrow();
});

test('a sealed value with any bit turned does not open', async () => {
  const { seal, open } = await vault();
  const sealed = seal('party:1', 'x');
  for (let at = 0; at < sealed.length; at += 1) {
    const altered = Buffer.from(sealed);
    altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
    expect(() => open('party:1', altered)).toThrow();
  }
});

test('two seals of one value differ, two indexes of it do not', async () => {
  const { seal, index } = await vault();
  expect(seal('a', 'x').equals(seal('a', 'x'))).toBe(false);
  expect(index('phone', '1').equals(index('phone', '1'))).toBe(true);
  expect(index('phone', '1').equals(index('id', '1'))).toBe(false);
});

test('a pseudonym is the same each time, whole, and no index of anything stored', async () => {
  const { pseudonym, index } = await vault();
  const name = pseudonym('wang.shuji');
  expect(name).toMatch(/^[\w-]{43}$/u);
  expect(pseudonym('wang.shuji')).toBe(name);
  expect(pseudonym('wang.shuj')).not.toBe(name);
  expect((await vault()).pseudonym('wang.shuji')).not.toBe(name);
  const stored = index('', 'wang.shuji').toString('base64url');
  expect(name.startsWith(stored.slice(0, 8))).toBe(false);
});

test('the key file is made once, for its owner alone, also when two start at once', async () => {
  const file = await keysFile();
  const [first, second] = await Promise.all([
    loadDataKeys({ file, text: undefined }),
    loadDataKeys({ file, text: undefined }),
  ]);
  expect(first.encryption.equals(second.encryption)).toBe(true);
  expect(first.index.equals(second.index)).toBe(true);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('a key file open to others is refused', async () => {
  const file = await keysFile();
  await loadDataKeys({ file, text: undefined });
  await chmod(file, 0o644);
  await expect(loadDataKeys({ file, text: undefined })).rejects.toThrow('readable by others');
});

test('keys of the wrong length are refused by name and not quoted', async () => {
  const text = JSON.stringify({ encryption: 'c2hvcnQ=', index: 'c2hvcnQ=' });
  const failure = loadDataKeys({ file: undefined, text });
  await expect(failure).rejects.toThrow('DATA_KEYS must hold');
  await expect(failure).rejects.not.toThrow('c2hvcnQ=');
});

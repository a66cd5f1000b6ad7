import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadPseudonyms } from '../ledger/ledger-keys.ts';
import { toyFolder } from '../sealing/toy-parties.ts';
import { keysCommand } from './keys-command.ts';

/** What the command of a party prints; a refusal is thrown, where the process would end with it. */
async function keysOf(folder: string, party: string, ...args: string[]): Promise<string> {
  const printed: string[] = [];
  const config = {
    keys: { file: join(folder, party, 'own.jwks.json'), text: undefined },
    pinnedKeysDir: join(folder, party, 'pinned'),
    databaseUrl: undefined,
    ledgerKeys: { file: join(folder, party, 'ledger.json'), text: undefined },
  };
  const command = keysCommand(
    'police',
    () => config,
    (text) => printed.push(text),
  );
  for (const one of [command, ...command.commands]) {
    one.exitOverride().configureOutput({ writeErr: () => undefined });
  }
  await command.parseAsync(args, { from: 'user' });
  return printed.join('');
}

function kidsIn(out: string): string[] {
  return [...out.matchAll(/(?<= {2})[\w-]{43}(?= {2})/gu)].map(([kid]) => kid);
}

test('two administrators exchange keys, rotate, and compare what they read out', async () => {
  const folder = await toyFolder();
  for (const party of ['here', 'there']) expect(await keysOf(folder, party)).toBe('');
  const file = join(folder, 'there', 'pinned', 'police.json');
  const [sig = '', enc = ''] = kidsIn(await keysOf(folder, 'there', 'show'));
  const accept = (...kids: string[]) => {
    const named = kids.flatMap((kid) => ['--fingerprint', kid]);
    return keysOf(folder, 'here', 'accept', file, '--code', 'mall', ...named);
  };
  // a fingerprint that begins with a hyphen is one too
  await expect(accept(sig, `-${enc.slice(1)}x`)).rejects.toThrow('names no key of the file');
  expect(await readdir(join(folder, 'here', 'pinned'))).toEqual(['police.json']);
  expect(await accept(sig, enc)).toBe('');
  const rotated = await keysOf(folder, 'there', 'rotate', '--notice', '1', '--overlap', '2');
  expect(kidsIn(rotated).slice(2)).toEqual([sig, enc]);
  await expect(accept(sig, enc)).rejects.toThrow('that no --fingerprint names');
  await accept(...kidsIn(rotated).slice(0, 2));
  const shown = (await keysOf(folder, 'here', 'show')).split('\n');
  expect(shown.filter((line) => line.startsWith('mall  sig'))).toHaveLength(2);
  expect(shown.filter((line) => line.startsWith('police (own)'))).toHaveLength(2);
});

test('times that are none, and a file that cannot be read, change nothing', async () => {
  const folder = await toyFolder();
  await keysOf(folder, 'here');
  const before = await keysOf(folder, 'here', 'show');
  for (const wrong of ['soon', '-1', '367', '']) {
    const rotated = keysOf(folder, 'here', 'rotate', '--notice', wrong);
    await expect(rotated).rejects.toThrow('from 0 to 366 days');
  }
  const missing = keysOf(folder, 'here', 'accept', 'x', '--code', 'mall', '--fingerprint', 'y');
  await expect(missing).rejects.toThrow('x cannot be read');
  expect(await keysOf(folder, 'here', 'show')).toBe(before);
});

test('nothing is shown or rotated before there are keys', async () => {
  const folder = await toyFolder();
  await expect(keysOf(folder, 'here', 'show')).rejects.toThrow('run: keys');
  await expect(keysOf(folder, 'here', 'rotate')).rejects.toThrow('run: keys');
  expect(await readdir(folder)).toEqual([]);
});

test('a new key for pseudonyms comes before the old ones, which still find whom they named', async () => {
  const folder = await toyFolder();
  const from = { file: join(folder, 'here', 'ledger.json'), text: undefined };
  await expect(keysOf(folder, 'here', 'rotate-pseudonyms')).rejects.toThrow('is not there');
  const before = await loadPseudonyms(from);
  await keysOf(folder, 'here', 'rotate-pseudonyms');
  const after = await loadPseudonyms(from);
  expect(after.all('x')).toHaveLength(2);
  expect(after.all('x')[1]).toEqual(before.of('x'));
  expect(after.of('x')).toEqual(after.all('x')[0]);
  expect(after.of('x')).not.toEqual(before.of('x'));
});

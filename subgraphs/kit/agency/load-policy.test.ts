import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError } from '../config/service-config.ts';
import { toyFolder } from '../sealing/toy-parties.ts';
import { loadPolicy } from './load-policy.ts';
import { toyPolicy } from './toy-policy.ts';

async function written(text: string): Promise<string> {
  const file = join(await toyFolder(), 'policy.json');
  await writeFile(file, text);
  return file;
}

test('without a file the policy is the folder’s own', async () => {
  expect(await loadPolicy(toyPolicy(), undefined)).toEqual(toyPolicy());
});

test('a member of the file takes the place of the same one, and no other', async () => {
  const file = await written('{"purposes":["MEDIATION"],"kinds":[],"entries":10}');
  const changed = { purposes: ['MEDIATION'], kinds: [], entries: 10 } as const;
  expect(await loadPolicy(toyPolicy(), file)).toEqual(toyPolicy(changed));
});

test.each([
  ['a member that no policy has', '{"purpose":["MEDIATION"]}'],
  ['a purpose that no law knows', '{"purposes":["CURIOSITY"]}'],
  ['a role that may not ask', '{"roles":["ADMINISTRATOR"]}'],
  ['a kind that is none', '{"kinds":["EMAIL"]}'],
  ['more entries than an envelope carries', '{"entries":8001}'],
  ['a list', '[]'],
  ['something other than JSON', 'purposes: []'],
])('a file with %s stops the start', async (_, text) => {
  await expect(loadPolicy(toyPolicy(), await written(text))).rejects.toThrow(ConfigError);
});

test('a file that is named and not there stops the start', async () => {
  const missing = join(await toyFolder(), 'policy.json');
  await expect(loadPolicy(toyPolicy(), missing)).rejects.toThrow('cannot be read');
});

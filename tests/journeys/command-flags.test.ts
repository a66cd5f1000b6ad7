import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runScript } from '../support/run-script.ts';
import { tempFolder } from '../support/temp-folder.ts';

const FLAGS = ['--parties', '--registers', '--as-of', '--json', '--reveal', '--home', '--expect'];

test('--help names every flag and starts nothing', async () => {
  const { code, stdout } = await runScript('repair', ['--help']);
  expect(code).toBe(0);
  for (const flag of FLAGS) expect(stdout).toContain(flag);
});

test.concurrent.each([
  ['a flag that nobody knows', ['--partys', 'x.csv'], '--partys'],
  ['a word that belongs to no flag', ['parties.csv'], 'argument'],
  ['a list that is not there', ['--parties', 'nowhere.csv'], '--parties'],
  ['a folder for a list', ['--parties', 'scripts'], '--parties'],
  ['registers that are not there', ['--registers', 'nowhere'], '--registers'],
  ['a file for registers', ['--registers', 'package.json'], '--registers'],
  ['a day that the calendar lacks', ['--as-of', '2026-02-30'], '--as-of'],
  ['a day in other words', ['--as-of', '20 Nov 2026'], '--as-of'],
  ['full values without a file for them', ['--reveal', 'a good reason'], '--json'],
  ['an empty reason', ['--json', 'OUT', '--reveal', '  '], '--reveal'],
  ['a flag without its value', ['--json'], '--json'],
  ['a result in a folder that is not there', ['--json', 'nowhere/out.jsonl'], '--json'],
  ['a folder for the result', ['--json', 'scripts'], '--json'],
  ['true answers that are not there', ['--expect', 'nowhere.jsonl'], '--expect'],
  ['true answers that are none', ['--expect', 'package.json'], 'Line 1'],
])('%s ends with exit code 2 before anything starts', async (_, args, named) => {
  await using folder = await tempFolder();
  const home = join(folder.path, 'home');
  const given = args.map((arg) => (arg === 'OUT' ? join(folder.path, 'out.jsonl') : arg));
  const { code, stderr, stdout } = await runScript('repair', ['--home', home, ...given]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(named);
  expect(stderr).toContain('--help');
  expect(existsSync(home)).toBe(false);
});

test('a home that is a file ends with exit code 2 and says so', async () => {
  await using folder = await tempFolder();
  const home = join(folder.path, 'file');
  await writeFile(home, '');
  const { code, stderr } = await runScript('repair', ['--home', home]);
  expect(code).toBe(2);
  expect(stderr).toContain(home);
  expect(stderr).not.toContain('    at ');
});

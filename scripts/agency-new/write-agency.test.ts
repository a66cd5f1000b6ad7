import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../tests/support/temp-folder.ts';
import { agencyFiles } from './agency-files.ts';
import { nextSteps } from './next-steps.ts';
import { writeAgency } from './write-agency.ts';

const lodging = { code: 'lodging', title: 'Lodging', titleZh: '旅馆业' };

test('an agency has the files of its sisters, with nothing left to fill in', async () => {
  const files = await agencyFiles(lodging);
  const sisters = await readdir(join(import.meta.dirname, '..', '..', 'subgraphs', 'population'));
  const expected = [...sisters.filter((name) => name !== 'migrations'), 'sample.csv'];
  expect([...files.keys()].sort()).toEqual(expected.sort());
  for (const text of files.values()) expect(text).not.toMatch(/\{\{|\}\}(?!,|\))/u);
  expect(files.get('service.ts')).toContain("code: 'lodging'");
  expect(files.get('service.ts')).toContain("titleZh: '旅馆业'");
});

test('what is in the way stays, and nothing else is written', async () => {
  await using root = await tempFolder();
  const folder = join(root.path, 'subgraphs', 'lodging');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'notes.txt'), 'mine');
  await expect(writeAgency(root.path, lodging)).rejects.toThrow('EEXIST');
  expect(await readdir(folder)).toEqual(['notes.txt']);
  expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
});

test('an agency whose migration cannot be made leaves no trace', async () => {
  await using root = await tempFolder();
  await mkdir(join(root.path, 'subgraphs'));
  await expect(writeAgency(root.path, lodging)).rejects.toThrow('The migration cannot be made');
  expect(existsSync(join(root.path, 'subgraphs', 'lodging'))).toBe(false);
});

test('the next steps name every file that makes the agency', () => {
  const said = nextSteps('lodging').join('\n');
  for (const file of ['tables.ts', 'register.ts', 'look-up.ts', 'held-records.ts', 'policy.ts'])
    expect(said).toContain(`subgraphs/lodging/${file}`);
  expect(said).toContain('npm run compose');
});

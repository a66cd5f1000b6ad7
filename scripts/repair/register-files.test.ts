import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeLines } from '../../tests/support/party-list.ts';
import { tempFolder } from '../../tests/support/temp-folder.ts';
import { StackError } from '../stack/stack-error.ts';
import { findRegisterFiles } from './register-files.ts';

const AGENCIES = ['mall', 'market', 'police'];

async function folderWith(...names: string[]) {
  const folder = await tempFolder();
  for (const name of names) await writeLines(folder.path, name, []);
  return folder;
}

test('a register is found by its agency’s code in whatever case', async () => {
  await using folder = await folderWith('Police.CSV', 'mall.csv', 'Parties.csv', 'README.md');
  expect(await findRegisterFiles(folder.path, AGENCIES)).toEqual({
    files: new Map([
      ['mall', join(folder.path, 'mall.csv')],
      ['police', join(folder.path, 'Police.CSV')],
    ]),
    strays: [],
  });
});

test('a table of nobody here is a stray, a folder is none', async () => {
  await using folder = await folderWith('polices.csv', 'Lodging.CSV');
  await mkdir(join(folder.path, 'sub.csv'));
  const { files, strays } = await findRegisterFiles(folder.path, AGENCIES);
  expect([files.size, strays]).toEqual([0, ['Lodging.CSV', 'polices.csv']]);
});

test('a folder in the place of a register is not passed over', async () => {
  await using folder = await tempFolder();
  await mkdir(join(folder.path, 'police.csv'));
  const { files } = await findRegisterFiles(folder.path, AGENCIES);
  expect([...files.keys()]).toEqual(['police']);
});

test('two registers of one agency are refused, and all such names told', async () => {
  const names = ['police.csv', 'Police.CSV', 'MALL.csv', 'mall.csv', 'market.csv'];
  await using folder = await folderWith(...names);
  const refused = findRegisterFiles(folder.path, AGENCIES);
  await expect(refused).rejects.toThrow(StackError);
  await expect(refused).rejects.toThrow(
    'mall has MALL.csv and mall.csv; police has Police.CSV and police.csv: names that differ only in case',
  );
});

test('a folder that cannot be read is named', async () => {
  await using folder = await tempFolder();
  const missing = join(folder.path, 'none');
  await expect(findRegisterFiles(missing, AGENCIES)).rejects.toThrow(
    `The folder ${missing} cannot be read (ENOENT)`,
  );
});

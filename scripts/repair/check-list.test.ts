import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../tests/support/temp-folder.ts';
import { checkList } from './check-list.ts';
import { SAMPLE } from './options.ts';

async function checked(content: string | Uint8Array): Promise<void> {
  await using folder = await tempFolder();
  const file = join(folder.path, 'list.csv');
  await writeFile(file, content);
  await checkList(file);
}

test('a list passes, whatever its rows are like', async () => {
  await checkList(join(SAMPLE, 'parties.csv'));
});

test.each([
  ['an empty file', '', 'The file is empty'],
  ['another table', 'a,b\n1,2\n', 'The header row lacks the column "case_no"'],
  ['a workbook', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe, 0x0a]), 'not UTF-8 text'],
])('%s is refused in the words of the intake', async (_what, content, words) => {
  const refused = checked(content);
  await expect(refused).rejects.toThrow(/^list\.csv was not taken in: /u);
  await expect(refused).rejects.toThrow(words);
});

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SAMPLE } from '../../scripts/repair/options.ts';

/** The header of a court's list and its rows, as the sample has them. */
export async function sampleRows(): Promise<{ header: string; rows: string[] }> {
  const text = await readFile(join(SAMPLE, 'parties.csv'), 'utf8');
  const [header = '', ...rows] = text.trimEnd().split(/\r?\n/u);
  return { header, rows };
}

/** Writes lines as a file, and returns where. */
export async function writeLines(
  folder: string,
  name: string,
  lines: readonly string[],
  end = '\n',
): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, lines.map((line) => line + end).join(''));
  return file;
}

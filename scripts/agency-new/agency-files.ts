import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { citizenCheck } from '../../subgraphs/kit/identifiers/citizen-check.ts';

const TEMPLATES = join(import.meta.dirname, 'templates');
const END = '.txt';

/** Of an invented person, without the check digit. */
const DIGITS = '33078219900228997';

/** What an agency is called. */
export type AgencyName = { code: string; title: string; titleZh: string };

/** The files of a new agency by name, with everything filled in. */
export async function agencyFiles(name: AgencyName): Promise<Map<string, string>> {
  const values: Record<string, string> = { ...name, idNumber: sampleNumber() };
  const names = (await readdir(TEMPLATES)).filter((name) => name.endsWith(END)).sort();
  const files = names.map(async (file) => {
    const template = await readFile(join(TEMPLATES, file), 'utf8');
    const text = template.replaceAll(/\{\{(\w+)\}\}/gu, (_, key: string) => values[key] ?? '');
    return [file.slice(0, -END.length), text] as const;
  });
  return new Map(await Promise.all(files));
}

/** The ID number of the person in the sample. */
function sampleNumber(): string {
  return DIGITS + citizenCheck(DIGITS);
}

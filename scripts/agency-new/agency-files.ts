import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { citizenCheck } from '../../subgraphs/kit/identifiers/citizen-check.ts';

const TEMPLATES = join(import.meta.dirname, 'templates');
const END = '.txt';

/** Of an invented person, without the check digit. */
const DIGITS = '33078219900228997';

/** What an agency is called. */
export type AgencyName = { code: string; title: string };

/** The files of a new agency by name, with everything filled in. */
export async function agencyFiles({ code, title }: AgencyName): Promise<Map<string, string>> {
  const values: Record<string, string> = { code, title, idNumber: sampleNumber() };
  const names = (await readdir(TEMPLATES)).filter((name) => name.endsWith(END)).sort();
  const files = names.map(async (name) => {
    const template = await readFile(join(TEMPLATES, name), 'utf8');
    const text = template.replaceAll(/\{\{(\w+)\}\}/gu, (_, key: string) => values[key] ?? '');
    return [name.slice(0, -END.length), text] as const;
  });
  return new Map(await Promise.all(files));
}

/** The ID number of the person in the sample. */
function sampleNumber(): string {
  return DIGITS + citizenCheck(DIGITS);
}

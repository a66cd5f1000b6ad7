import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { listAgencies } from '../compose/list-agencies.ts';
import type { StackHandle } from '../stack/stack-handle.ts';
import { listCounts, listLine, registerCounts, registerLine } from './count-lines.ts';
import type { ListCounts } from './count-lines.ts';
import type { Progress } from './progress.ts';
import { findRegisterFiles } from './register-files.ts';

/** The service that owns the list. */
const COURT = 'court';
const ROOT = join(import.meta.dirname, '..', '..');

/** Where the rows that did not fit are named, by line and column. */
async function rejectsFolder(stack: Pick<StackHandle, 'home'>): Promise<string> {
  const folder = join(stack.home, 'rejects');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Replaces the register of every agency that has a file in the folder. @throws StackError */
export async function loadRegisters(
  stack: Pick<StackHandle, 'home' | 'subgraphUrls' | 'runCommand'>,
  folder: string,
  progress: Progress,
): Promise<void> {
  const known = await listAgencies(ROOT);
  const agencies = Object.keys(stack.subgraphUrls).filter((code) => known.includes(code));
  const { files, strays } = await findRegisterFiles(folder, agencies);
  const without = agencies.filter((code) => !files.has(code)).sort();
  if (without.length > 0)
    progress.say(`Without a file in the folder, left as they are: ${without.join(', ')}`);
  if (strays.length > 0)
    progress.say(
      `Of nobody here, and not read: ${strays.join(', ')}. ` +
        `A register is named for its agency: ${agencies.sort().join('.csv, ')}.csv`,
    );
  const rejected = await rejectsFolder(stack);
  await Promise.all(
    [...files].map(async ([code, file]) => {
      const rejects = join(rejected, `${code}.csv`);
      const args = ['import', file, '--rejects', rejects];
      const counts = registerCounts.parse(await stack.runCommand(code, args));
      progress.say(`${code}: ${registerLine(counts, rejects)}`);
    }),
  );
}

/** Takes the list straight into the court; the gateway never sees it. */
export async function loadParties(
  stack: Pick<StackHandle, 'home' | 'runCommand'>,
  file: string,
  progress: Progress,
): Promise<ListCounts & { rejectsFile: string }> {
  const rejectsFile = join(await rejectsFolder(stack), 'parties.csv');
  const args = ['import', file, '--rejects', rejectsFile];
  const counts = listCounts.parse(await stack.runCommand(COURT, args));
  progress.say(`court: ${listLine(counts, rejectsFile)}`);
  return { ...counts, rejectsFile };
}

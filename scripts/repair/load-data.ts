import { join } from 'node:path';
import { listAgencies } from '../compose/list-agencies.ts';
import type { StackHandle } from '../stack/stack-handle.ts';
import { allSettled } from './all-settled.ts';
import { listCounts, listLine, registerCounts, registerLine } from './count-lines.ts';
import type { ListCounts } from './count-lines.ts';
import type { Progress } from './progress.ts';
import { findRegisterFiles } from './register-files.ts';
import { takeInFile } from './take-in-file.ts';
import type { TakingIn } from './take-in-file.ts';

/** The service that owns the list. */
const COURT = 'court';
const ROOT = join(import.meta.dirname, '..', '..');

/**
 * Replaces the register of every agency that has a file in the folder.
 *
 * @throws StackError naming every register that was not taken in; the others were
 */
export async function loadRegisters(
  stack: TakingIn & Pick<StackHandle, 'subgraphUrls'>,
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
  await allSettled(
    [...files].map(async ([code, file]) => {
      const { counts, rejectsFile } = await takeInFile(stack, code, { file, name: code }, progress);
      progress.say(`${code}: ${registerLine(registerCounts.parse(counts), rejectsFile)}`);
    }),
  );
}

/** Takes the list straight into the court; the gateway never sees it. @throws StackError */
export async function loadParties(
  stack: TakingIn,
  file: string,
  progress: Progress,
): Promise<ListCounts & { rejectsFile: string }> {
  const taken = await takeInFile(stack, COURT, { file, name: 'parties' }, progress);
  const { rejectsFile } = taken;
  const counts = listCounts.parse(taken.counts);
  progress.say(`court: ${listLine(counts, rejectsFile)}`);
  return { ...counts, rejectsFile };
}

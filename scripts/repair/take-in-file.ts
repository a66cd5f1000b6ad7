import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CommandError } from '../stack/command-error.ts';
import { StackError } from '../stack/stack-error.ts';
import type { StackHandle } from '../stack/stack-handle.ts';
import { inSystemWords } from '../stack/system-words.ts';
import { importProgress } from './import-progress.ts';
import type { Progress } from './progress.ts';

/** What an import needs of a stack. */
export type TakingIn = Pick<StackHandle, 'home' | 'runCommand'>;

/** What a service counted, as it printed it, and where its import names by line what does not fit. */
export type TakenIn = { counts: unknown; rejectsFile: string };

/**
 * Has a service take a register or a list in, and tells how far a long import has come.
 *
 * @param name of the file of rejects, without its ending
 * @throws StackError naming the file, with the service's own words
 */
export async function takeInFile(
  { home, runCommand }: TakingIn,
  code: string,
  { file, name }: { file: string; name: string },
  progress: Pick<Progress, 'say'>,
): Promise<TakenIn> {
  const rejects = join(home, 'rejects');
  await inSystemWords(home, () => mkdir(rejects, { recursive: true, mode: 0o700 }));
  const rejectsFile = join(rejects, `${name}.csv`);
  try {
    const args = ['import', file, '--rejects', rejectsFile];
    const counts = await runCommand(code, args, importProgress(code, progress));
    return { counts, rejectsFile };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const why = error.words.length === 0 ? error.ending : error.words.join('; ');
    throw new StackError(`${basename(file)} was not taken in: ${why}`);
  }
}

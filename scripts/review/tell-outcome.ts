import { join } from 'node:path';
import { REPAIR_STATUS_MEANINGS } from '../../schema/contract/code-meanings.ts';
import type { RepairStatus } from '../../schema/contract/codes.ts';
import { jsonLine } from '../repair/json-line.ts';
import { hiddenLines } from '../repair/refusals.ts';
import type { Repair } from '../repair/repair-shape.ts';
import { revealAll } from '../repair/reveal.ts';
import { silentAgencies } from '../repair/silent-agencies.ts';
import { table } from '../repair/table.ts';
import { writeLines } from '../repair/write-lines.ts';
import type { Done } from './in-turn.ts';
import { EXIT } from './review-run.ts';
import type { ReviewRun } from './review-run.ts';

/** What came of it: for people as `npm run repair -- --explain` has it, and to the file of `--json`. */
export async function tellOutcome(run: ReviewRun, { repairs, problems }: Done): Promise<number> {
  const { options, stack } = run;
  if (repairs.length > 0) print(table(repairs, true));
  for (const status of new Set(repairs.map((repair) => repair.status))) print(meaningOf(status));
  const silent = silentAgencies(repairs).join(', ');
  if (silent !== '')
    print(`${silent} did not answer. See the logs in ${join(stack.home, 'logs')}.`);
  const opened = await reveal(run, repairs);
  const lines = repairs.map((repair) => jsonLine(repair, opened));
  const unwritten = await writeLines(options, lines, problems.length);
  return ended([...problems, ...unwritten, ...hiddenLines(repairs)]);
}

function meaningOf(status: RepairStatus): string {
  return `${status}: ${REPAIR_STATUS_MEANINGS[status]}`;
}

/** Full values by contact, where a reason was given. */
async function reveal(
  { graph, options, progress }: ReviewRun,
  repairs: Repair[],
): Promise<ReadonlyMap<string, string>> {
  if (options.reveal === undefined) return new Map();
  return revealAll(graph, repairs, options.reveal, (done, of) => {
    progress.count('Opened contacts:', done, of);
  });
}

/** Names what could not be done. @returns the exit code */
export function ended(problems: readonly string[]): number {
  for (const problem of problems) print(`Not processed: ${problem}`);
  return problems.length === 0 ? EXIT.DONE : EXIT.INCOMPLETE;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

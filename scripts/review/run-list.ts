import { jsonLine } from '../repair/json-line.ts';
import { writeLines } from '../repair/write-lines.ts';
import { waitingLines } from './waiting-lines.ts';
import { readRepairs } from './read-repairs.ts';
import type { ReviewRun } from './review-run.ts';
import { ended } from './tell-outcome.ts';

/** Without a decision: who waits for one. @returns the exit code */
export async function runList({ graph, options }: ReviewRun): Promise<number> {
  const waiting = await readRepairs(graph, 'NEEDS_REVIEW', options);
  for (const line of waitingLines(waiting, options)) process.stdout.write(`${line}\n`);
  const lines = waiting.map((repair) => jsonLine(repair, new Map()));
  return ended(await writeLines(options, lines, 0));
}

import { inNameOf } from '../repair/in-name-of.ts';
import { isForPeople } from '../repair/is-for-people.ts';
import { createProgress } from '../repair/progress.ts';
import { reachStack } from '../repair/reach-stack.ts';
import { unattendedLine } from '../repair/unattended-line.ts';
import { toldToStop } from '../stack/told-to-stop.ts';
import { whileItRuns } from '../stack/while-it-runs.ts';
import { readOptions } from './options.ts';
import { DOCUMENTS } from './review-client.ts';
import { EXIT } from './review-run.ts';
import type { ReviewRun } from './review-run.ts';
import { runDecisions, runLift } from './run-decisions.ts';
import { runList } from './run-list.ts';

/** `npm run review`: what waits for a person, and what that person decides. @returns the exit code */
export async function runReviewCommand(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  const progress = createProgress();
  const { say } = progress;
  const { signal } = toldToStop();
  try {
    await using reached = await reachStack(options.home, { say }, signal);
    const stack = reached.handle;
    const [part, title] =
      options.wish.does === 'lift' ? (['JUDGE', 'judge'] as const) : (['CLERK', 'clerk'] as const);
    return await whileItRuns(stack, AGAIN, () =>
      inNameOf(part, DOCUMENTS, { stack, say, signal }, (graph, subject) => {
        // elsewhere a person has signed in, who knows as whom
        if (stack.providerUrl !== undefined) say(unattendedLine(title, subject));
        return review({ graph, stack, options, progress, signal });
      }),
    );
  } catch (error) {
    if (signal.aborted) {
      say('Stopped.');
      return EXIT.INCOMPLETE;
    }
    if (!isForPeople(error)) throw error;
    say(error.message);
    return EXIT.INCOMPLETE;
  }
}

const AGAIN = 'Run the same command again: what was decided by then no longer waits.';

async function review(run: ReviewRun): Promise<number> {
  const { wish } = run.options;
  switch (wish.does) {
    case 'list':
      return runList(run);
    case 'decide':
      return runDecisions(run, wish);
    case 'lift':
      return runLift(run, wish);
  }
}

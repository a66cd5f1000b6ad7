import { StackError } from './stack-error.ts';
import { stillRuns } from './still-runs.ts';
import type { Known } from './still-runs.ts';

/** What happened, in words. */
export const WAS_STOPPED = 'what this command used was stopped in the middle';

/**
 * Does something with a stack that its holder may stop. A failure after that is no more than its
 * trace, whatever it says.
 *
 * @param again what to do then, as a sentence
 * @throws StackError once the stack is gone; while it runs, what was thrown
 */
export async function whileItRuns<Result>(
  stack: Known,
  again: string,
  act: () => Promise<Result>,
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (await stillRuns(stack)) throw error;
    const what = WAS_STOPPED.replace(/^w/u, 'W');
    throw new StackError(`${what}. ${again}`, { cause: error });
  }
}

import type { Progress } from '../repair/progress.ts';
import type { StackHandle } from '../stack/stack-handle.ts';
import type { ReviewOptions } from './options.ts';
import type { ReviewClient } from './review-client.ts';

/** All that was asked is done; something could not be; a reference does not fit, so nothing was. */
export const EXIT = { DONE: 0, INCOMPLETE: 1, WRONG: 2 } as const;

/** What everything works with, once somebody is signed in. */
export type ReviewRun = {
  graph: ReviewClient;
  stack: StackHandle;
  options: ReviewOptions;
  progress: Progress;
  signal: AbortSignal;
};

import type { Progress } from '../../scripts/repair/progress.ts';

/** Says nothing. */
export const quiet: Progress = { say: () => undefined, count: () => undefined };

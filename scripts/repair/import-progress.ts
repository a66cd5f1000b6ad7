import { z } from 'zod';
import type { Progress } from './progress.ts';

/** Milliseconds between two lines of one import; a shorter import says nothing on its way. */
const EVERY = 2_000;

/** What a service prints on standard error while it imports: counts, and nothing of a row. */
const progressLine = z.object({ progress: z.object({ rows: z.int(), fraction: z.number() }) });

/**
 * Tells how far an import has come.
 *
 * @param now milliseconds, of whatever clock
 * @returns to be called with each line that the service prints; others than of progress are ignored
 */
export function importProgress(
  code: string,
  { say }: Pick<Progress, 'say'>,
  now: () => number = Date.now,
): (line: string) => void {
  let saidAt = now();
  let said = false;
  return (line) => {
    const read = readProgress(line);
    if (read === undefined) return;
    const whole = read.fraction >= 1;
    if (whole ? !said : now() - saidAt < EVERY) return;
    saidAt = now();
    said = !whole;
    const rows = `${String(read.rows)} rows read`;
    const percent = String(Math.floor(read.fraction * 100));
    say(whole ? `${code}: all ${rows}, now being stored` : `${code}: ${rows}, ${percent} %`);
  };
}

function readProgress(line: string) {
  try {
    return progressLine.safeParse(JSON.parse(line)).data?.progress;
  } catch {
    return undefined;
  }
}

import { createProgress } from '../repair/progress.ts';
import { codeOf } from '../stack/stack-error.ts';
import { makeRegion } from './make-region.ts';
import { readOptions } from './options.ts';

/** Makes the region that the flags describe. @returns the exit code */
export function runSeedCommand(argv: readonly string[]): number {
  const options = readOptions(argv);
  const progress = createProgress();
  const started = Date.now();
  progress.say(`making ${options.people} people (seed ${options.seed}) in ${options.out}`);
  const tenth = Math.max(1, Math.floor(options.people / 10));
  const made = makeIn(options, (done) => {
    if (process.stderr.isTTY) progress.count('people', done, options.people);
    else if (done % tenth < 1_000 && done >= tenth)
      progress.say(`people ${done} of ${options.people}`);
  });
  if ('unwritable' in made) {
    progress.say(`error: ${options.out} cannot hold a region (${made.unwritable})`);
    return 2;
  }
  if ('tooFew' in made) {
    progress.say(
      `error: a list this long needs at least ${made.tooFew} people; --people is smaller`,
    );
    return 2;
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  progress.say(`${made.people} people and ${made.parties} parties in ${seconds} s`);
  console.log(options.out);
  return 0;
}

/** Makes the region, or says what the system said of a folder that cannot be written. */
function makeIn(
  ...[options, onPeople]: Parameters<typeof makeRegion>
): ReturnType<typeof makeRegion> | { unwritable: string } {
  try {
    return makeRegion(options, onPeople);
  } catch (error) {
    const code = codeOf(error);
    if (typeof code !== 'string') throw error;
    return { unwritable: code };
  }
}

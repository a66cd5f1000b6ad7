import { createProgress } from '../repair/progress.ts';
import { makeRegion } from './make-region.ts';
import { readOptions } from './options.ts';

/** Makes the region that the flags describe. @returns the exit code */
export function runSeedCommand(argv: readonly string[]): number {
  const options = readOptions(argv);
  const progress = createProgress();
  const started = Date.now();
  progress.say(`making ${options.people} people (seed ${options.seed}) in ${options.out}`);
  const tenth = Math.max(1, Math.floor(options.people / 10));
  const made = makeRegion(options, (done) => {
    if (process.stderr.isTTY) progress.count('people', done, options.people);
    else if (done % tenth < 1_000 && done >= tenth)
      progress.say(`people ${done} of ${options.people}`);
  });
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

import { join } from 'node:path';
import { Command } from 'commander';
import { GATE } from './check/gate.ts';
import { runCheck } from './check/run-check.ts';
import { runTests } from './check/run-tests.ts';

new Command()
  .name('npm run check')
  .description('Runs the whole gate: every check, then every test. Exits 1 where anything failed.')
  .addHelpText(
    'after',
    `\nChecks, each an npm script too: ${GATE.map(({ name }) => name).join(', ')}`,
  )
  .parse();

const root = join(import.meta.dirname, '..');
const failed: string[] = [];

const left = [...GATE];
const work = async (): Promise<void> => {
  for (let check = left.shift(); check; check = left.shift()) {
    const { name, passed, seconds, output } = await runCheck(root, check);
    console.log(`${passed ? 'ok    ' : 'FAILED'} ${name.padEnd(10)} ${seconds.toFixed(1)} s`);
    if (passed) continue;
    failed.push(name);
    console.log(`${output.replaceAll(/^/gmu, '    ')}\n`);
  }
};
// two at once: each has one thread
await Promise.all([work(), work()]);

const tests = await runTests(root);
for (const failure of tests.failures) console.log(`FAILED ${failure}`);
if (failed.length > 0) console.log(`failed checks: ${failed.join(', ')}`);

// a check counts as one, like a test
const passes = tests.passed + GATE.length - failed.length;
const failures = tests.failed + failed.length;
console.log(`${passes} passed, ${failures} failed`);
process.exitCode = failures === 0 ? 0 : 1;

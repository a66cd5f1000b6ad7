import { writeFile } from 'node:fs/promises';
import { createListener } from './checks/silence.ts';
import { makeKeys } from './make-keys.ts';
import { openSuite } from './open-suite.ts';
import { readOptions } from './options.ts';
import type { SuiteOptions } from './options.ts';
import { summaryOf } from './report.ts';
import type { Report } from './report.ts';
import { GROUP_NAMES, runSuite } from './run-suite.ts';
import { readDecisions } from './vector-files.ts';

/** Does what the flags say. @returns the exit code */
export async function runConformance(argv: readonly string[]): Promise<number> {
  const chosen = readOptions(argv);
  if ('makeKeys' in chosen) {
    await makeKeys(chosen.makeKeys);
    console.log(`${chosen.makeKeys}: the agency pins what is in pinned`);
    return 0;
  }
  const unknown = chosen.suite.only.filter((name) => !GROUP_NAMES.includes(name));
  if (unknown.length > 0) {
    console.error(`error: no group is called ${unknown.join(', ')}; ${GROUP_NAMES.join(', ')} are`);
    return 2;
  }
  const listener = createListener();
  const suite = await openSuite(chosen.suite, listener.hear).catch((error: unknown) => {
    console.error(`error: ${error instanceof Error ? error.message : 'a file cannot be read'}`);
    return undefined;
  });
  if (suite === undefined) return 2;
  listener.about(suite.register);
  const checks = await runSuite(suite, listener, (line) => {
    console.log(line);
  });
  const failed = checks.filter(({ passed }) => !passed).length;
  const left = (await readDecisions())
    .filter(({ name }) => suite.decisions.every((decision) => decision.name !== name))
    .map(({ name }) => name);
  const { url, code } = chosen.suite;
  const report = { url, code, passed: checks.length - failed, failed, left, checks };
  await tell(report, chosen.suite);
  return failed === 0 ? 0 : 1;
}

async function tell(report: Report, { json }: SuiteOptions): Promise<void> {
  if (report.left.length > 0) {
    console.log(`not expressed by the register: ${report.left.join('; ')}`);
  }
  console.log(summaryOf(report));
  if (json !== undefined) await writeFile(json, `${JSON.stringify(report, null, 2)}\n`);
}

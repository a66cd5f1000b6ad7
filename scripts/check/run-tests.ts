import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';

/** Projects of `vitest.config.ts` that run at the same time as those of the other lanes. */
const LANES = [['unit'], ['hostile', 'stacks'], ['journeys']];

const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({
          ...{ status: z.string(), fullName: z.string() },
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

export type TestResult = {
  passed: number;
  failed: number;
  /** Which failed, each with its file and the first line of why. */
  failures: string[];
};

/**
 * Runs vitest, what it prints going straight to the terminal.
 *
 * @returns how many tests passed and failed; a run that failed outside any test, or that ran none,
 * counts as one failure
 */
export async function runTests(root: string): Promise<TestResult> {
  const lanes = await Promise.all(LANES.map((projects) => runLane(root, projects)));
  const sum = (count: 'passed' | 'failed') => lanes.reduce((all, lane) => all + lane[count], 0);
  const failures = lanes.flatMap((lane) => lane.failures);
  return { passed: sum('passed'), failed: sum('failed'), failures };
}

async function runLane(root: string, projects: readonly string[]): Promise<TestResult> {
  const folder = await mkdtemp(join(tmpdir(), 'relink-tests-'));
  try {
    const file = join(folder, 'report.json');
    const code = await vitest(root, [
      ...projects.flatMap((project) => ['--project', project]),
      ...['--reporter=default', '--reporter=json', `--outputFile=${file}`],
    ]);
    const text = await readFile(file, 'utf8').catch(() => undefined);
    const nothing = `${projects.join(', ')}: nothing was reported`;
    if (text === undefined) return { passed: 0, failed: 1, failures: [nothing] };
    return resultOf(reportSchema.parse(JSON.parse(text)), code, projects);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function resultOf(
  { numPassedTests: passed, numFailedTests, success, testResults }: z.infer<typeof reportSchema>,
  code: number,
  projects: readonly string[],
): TestResult {
  const failures = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) =>
        [`${name} > ${fullName}`, ...(failureMessages ?? []).map(firstLine)].join('\n    '),
      ),
  );
  const isBroken = code !== 0 || !success || passed === 0;
  const isElsewhere = isBroken && numFailedTests === 0;
  if (isElsewhere) failures.push(`${projects.join(', ')}: failed outside of any test`);
  return { passed, failed: isElsewhere ? 1 : numFailedTests, failures };
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? '';
}

function vitest(root: string, options: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const args = [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...options];
    // every stack of the tests starts the same services
    const NODE_COMPILE_CACHE = join(root, 'node_modules', '.cache', 'compiled');
    const child = spawn(process.execPath, args, {
      ...{ cwd: root, env: { ...process.env, NODE_COMPILE_CACHE } },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    passOn(child.stdout, process.stdout);
    passOn(child.stderr, process.stderr);
    child.on('error', reject);
    child.on('close', (code) => {
      resolve(code ?? 1);
    });
  });
}

/** Line by line, so that what two of them say is not mixed within a line. */
function passOn(from: Readable, to: NodeJS.WritableStream): void {
  createInterface({ input: from }).on('line', (line) => {
    to.write(`${line}\n`);
  });
}

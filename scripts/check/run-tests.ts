import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  success: z.boolean(),
});

export type TestResult = { passed: number; failed: number };

/**
 * Runs vitest, its output going straight to the terminal.
 *
 * @returns how many tests passed and failed; a run that failed outside any test, or that ran none,
 * counts as one failure
 */
export async function runTests(root: string): Promise<TestResult> {
  const folder = await mkdtemp(join(tmpdir(), 'relink-tests-'));
  try {
    const file = join(folder, 'report.json');
    const code = await vitest(root, [
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${file}`,
    ]);
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) return { passed: 0, failed: 1 };
    const report = reportSchema.parse(JSON.parse(text));
    const broken = code !== 0 || !report.success || report.numPassedTests === 0;
    const failed = broken ? Math.max(1, report.numFailedTests) : report.numFailedTests;
    return { passed: report.numPassedTests, failed };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function vitest(root: string, options: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const args = [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...options];
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code) => {
      resolve(code ?? 1);
    });
  });
}

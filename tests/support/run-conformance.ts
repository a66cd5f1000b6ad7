import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const root = join(import.meta.dirname, '..', '..');

const reportSchema = z.object({
  passed: z.int(),
  failed: z.int(),
  left: z.array(z.string()),
  checks: z.array(
    z.object({
      ...{ group: z.string(), name: z.string(), passed: z.boolean() },
      note: z.string().optional(),
    }),
  ),
});

/** What the suite printed, how it ended, and what it wrote for programs. */
export type Conformed = {
  code: number | null;
  stdout: string;
  stderr: string;
  report: z.infer<typeof reportSchema> | undefined;
};

/** Runs `npm run conformance` as a process of its own. @param json where it writes its result */
export async function runConformance(args: readonly string[], json?: string): Promise<Conformed> {
  const all = json === undefined ? args : [...args, '--json', json];
  const child = spawn(process.execPath, [join(root, 'scripts', 'conformance.ts'), ...all], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  const written = json === undefined ? undefined : await readFile(json, 'utf8').catch(() => '');
  const report = written ? reportSchema.parse(JSON.parse(written)) : undefined;
  return { code: child.exitCode, stdout, stderr, report };
}

/** The lines of checks that failed, for a test to compare with none. */
export function failuresOf({ stdout, stderr }: Conformed): string[] {
  const lines = stdout.split('\n').filter((line) => line.startsWith('  FAILED'));
  return stderr === '' ? lines : [...lines, stderr];
}

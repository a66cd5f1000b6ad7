import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const resultSchema = z.object({
  modules: z.array(z.object({ source: z.string(), couldNotResolve: z.boolean().optional() })),
  summary: z.object({
    violations: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        rule: z.object({ name: z.string() }),
        cycle: z.array(z.object({ name: z.string() })).optional(),
      }),
    ),
  }),
});

/** What dependency-cruiser read, and where the rules of `.dependency-cruiser.cjs` are broken. */
export type Cruise = { read: Set<string>; violations: string[] };

/** @param folders to read, from the root */
export async function cruise(root: string, folders: readonly string[]): Promise<Cruise> {
  const command = join(root, 'node_modules', '.bin', 'depcruise');
  const options = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [command, ...options, ...folders],
    { cwd: root, maxBuffer: 2 ** 28 },
  );
  const { modules, summary } = resultSchema.parse(JSON.parse(stdout));
  const resolved = modules.filter(({ couldNotResolve }) => couldNotResolve !== true);
  return {
    read: new Set(resolved.map(({ source }) => source)),
    violations: summary.violations.map(({ rule, from, to, cycle }) => {
      const way = cycle ? cycle.map(({ name }) => name).join(' -> ') : to;
      return `${rule.name}: ${from} -> ${way}`;
    }),
  };
}

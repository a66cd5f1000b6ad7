import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { HASTENED } from './hastened.ts';

const root = join(import.meta.dirname, '..', '..');
const run = promisify(execFile);
const KINDS = ['drizzle-orm', 'drizzle-orm/pg-core', 'drizzle-orm/postgres-js'];
const LISTS = `
const { createRequire } = await import('node:module');
const all = [];
for (const kind of ${JSON.stringify(KINDS)}) {
  all.push(Object.keys(await import(kind)).sort());
  all.push(Object.keys(createRequire(process.cwd() + '/')(kind)).sort());
}
console.log(JSON.stringify(all));
`;

/** Registered first, hence asked last: counts what is left to Node. */
const COUNTS = `data:text/javascript,${encodeURIComponent(`
import { registerHooks } from 'node:module';
globalThis.count = 0;
registerHooks({
  resolve(specifier, context, next) {
    if (context.parentURL?.includes('/drizzle-orm/')) globalThis.count += 1;
    return next(specifier, context);
  },
});
`)}`;

async function lookedFor(options: readonly string[]): Promise<number> {
  const counted = `await import('drizzle-orm/pg-core'); console.log(globalThis.count);`;
  const args = [...options, '--input-type=module', '--eval', counted];
  return Number((await run(process.execPath, args, { cwd: root })).stdout);
}

async function listed(options: readonly string[]): Promise<string[][]> {
  const args = [...options, '--input-type=module', '--eval', LISTS];
  const { stdout } = await run(process.execPath, args, { cwd: root });
  return JSON.parse(stdout) as string[][];
}

test('a process that is hastened loads the same of drizzle-orm, as a module and as CommonJS', async () => {
  const [hastened, plain] = await Promise.all([listed(HASTENED), listed([])]);
  expect(hastened).toEqual(plain);
  expect(hastened.flat()).toContain('pgTable');
});

test('where one file of drizzle-orm imports another, Node looks for nothing', async () => {
  expect(await lookedFor(['--import', COUNTS])).toBeGreaterThan(100);
  expect(await lookedFor(['--import', COUNTS, ...HASTENED])).toBe(0);
});

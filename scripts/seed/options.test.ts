import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const command = fileURLToPath(new URL('../seed.ts', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

test.each([
  [['--seed', '1'], 'people'],
  [['--people', 'many', '--seed', '1'], 'whole number'],
  [['--people', '100', '--seed', '1', '--as-of', '2026-02-30'], 'YYYY-MM-DD'],
  [['--people', '100', '--seed', '1', '--colour', 'red'], 'unknown option'],
])('%j ends with code 2 and says why', (argv, reason) => {
  const { status, stderr } = spawnSync(process.execPath, [command, ...argv], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain(reason);
});

test.each(['README.md', '/proc/relink'])(
  'a folder that cannot be, such as %s, ends with code 2 at once',
  (out) => {
    const argv = [command, '--people', '100', '--seed', '1', '--out', out];
    const { status, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8', cwd: root });
    expect(status).toBe(2);
    expect(stderr).toMatch(/error: \S+ cannot hold a region \(E\w+\)\n$/u);
    expect(stderr).not.toContain('    at ');
  },
);

test('--help tells of every flag', () => {
  const help = execFileSync(process.execPath, [command, '--help'], { encoding: 'utf8' });
  for (const flag of ['--people', '--seed', '--out', '--parties', '--as-of']) {
    expect(help).toContain(flag);
  }
});

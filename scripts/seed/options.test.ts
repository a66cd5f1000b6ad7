import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const command = fileURLToPath(new URL('../seed.ts', import.meta.url));

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

test('--help tells of every flag', () => {
  const help = execFileSync(process.execPath, [command, '--help'], { encoding: 'utf8' });
  for (const flag of ['--people', '--seed', '--out', '--parties', '--as-of']) {
    expect(help).toContain(flag);
  }
});

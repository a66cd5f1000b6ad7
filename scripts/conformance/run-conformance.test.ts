import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failuresOf, runConformance } from '../../tests/support/run-conformance.ts';
import { tempFolder } from '../../tests/support/temp-folder.ts';

const NOBODY = 'http://127.0.0.1:9';

test('what may be asked of it stands in its help', async () => {
  const { code, stdout } = await runConformance(['--help']);
  expect(code).toBe(0);
  for (const flag of ['--url', '--code', '--keys', '--register', '--names', '--json', '--only']) {
    expect(stdout).toContain(flag);
  }
});

test.each([
  ['nothing', []],
  ['no code', ['--url', NOBODY]],
  ['an address that is none', ['--url', 'here', '--code', 'agency']],
  ['a code that no field can have', ['--url', NOBODY, '--code', 'My Agency']],
  ['a flag that there is not', ['--url', NOBODY, '--code', 'agency', '--quick']],
  ['a group that there is not', ['--url', NOBODY, '--code', 'agency', '--only', 'beauty']],
  ['keys of an agency that are not there', ['--url', NOBODY, '--code', 'customs']],
])('with %s it ends with 2 and says why', async (_, args) => {
  const { code, stderr } = await runConformance(args);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^error: /u);
});

test('keys that are missing are said with the flag that names them', async () => {
  await using folder = await tempFolder();
  const about = ['--url', NOBODY, '--code', 'customs'];
  expect((await runConformance(about)).stderr).toContain('--agency-keys');
  const bare = await runConformance([...about, '--keys', folder.path]);
  expect(bare.stderr).toContain('--make-keys');
  expect(bare.stderr).not.toContain('ENOENT');
});

test('an agency that is not there fails, check by check', async () => {
  const flags = ['--url', NOBODY, '--code', 'agency', '--only', 'health', 'batches'];
  const said = await runConformance(flags);
  expect(said.code).toBe(1);
  expect(failuresOf(said).length).toBeGreaterThan(5);
  expect(said.stdout).toContain('there is no answer from http://127.0.0.1:9/health/live');
});

test('fresh keys are made in the form in which they are pinned', async () => {
  await using folder = await tempFolder();
  const { code } = await runConformance(['--make-keys', folder.path]);
  expect(code).toBe(0);
  for (const party of ['court', 'gateway', 'audit']) {
    const text = await readFile(join(folder.path, 'pinned', `${party}.json`), 'utf8');
    expect(text).not.toContain('"d"');
  }
});

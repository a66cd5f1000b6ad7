import { existsSync } from 'node:fs';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SAMPLE } from '../../scripts/repair/options.ts';
import { findLeaks } from '../support/find-leaks.ts';
import { readJsonLines } from '../support/json-lines.ts';
import type { Line } from '../support/json-lines.ts';
import { leftRunning } from '../support/left-running.ts';
import { readLogs } from '../support/read-logs.ts';
import { sampleAnswers } from '../support/run-sample.ts';
import { runScript } from '../support/run-script.ts';
import type { Said } from '../support/run-script.ts';
import { sampleSecrets } from '../support/sample-secrets.ts';
import { tempFolder } from '../support/temp-folder.ts';

const folder = await tempFolder();
const parties = sampleAnswers().length;
/** Agencies that the sample has a register for. */
const withRegister = (await readdir(join(SAMPLE, 'registers')))
  .map((file) => file.slice(0, -'.csv'.length))
  .sort();
const home = join(folder.path, 'home');
const revealed = join(folder.path, 'revealed.jsonl');
const masked = join(folder.path, 'masked.jsonl');
const runs: { first: Said; second: Said } = {
  first: { code: null, stdout: '', stderr: '' },
  second: { code: null, stdout: '', stderr: '' },
};

beforeAll(async () => {
  const expected = join(SAMPLE, 'expected.jsonl');
  // what was there before may have been open to others
  await writeFile(revealed, '', { mode: 0o644 });
  const open = ['--json', revealed, '--reveal', 'service of process', '--expect', expected];
  runs.first = await runScript('repair', ['--home', home, ...open]);
  runs.second = await runScript('repair', ['--home', home, '--json', masked]);
});
afterAll(() => folder[Symbol.asyncDispose]());

test('the bundled sample on an empty home: every row as expected, exit code 0', () => {
  expect(runs.first.code).toBe(0);
  expect(runs.first.stdout).toContain(`${String(parties)} of ${String(parties)} as expected`);
});

test('the table has one line a party, and a summary', async () => {
  const { stdout } = runs.second;
  for (const { partyRef, status } of await readJsonLines(masked)) {
    expect(stdout).toMatch(new RegExp(`^${partyRef} +${status}`, 'mu'));
  }
  const count = `^${String(parties)} parties as of 2026-11-20 in [\\d.]+ s: \\d+ FOUND`;
  expect(stdout).toMatch(new RegExp(count, 'mu'));
});

test('a line of the result has the promised form', async () => {
  const lines = await readJsonLines(revealed);
  expect(lines).toHaveLength(parties);
  for (const { status, agencies } of lines) {
    const asked = status === 'REJECTED' || Object.keys(agencies).length > 0;
    expect(asked).toBe(true);
  }
  const answered = lines.filter(({ status }) => status === 'FOUND');
  for (const { agencies } of answered) {
    expect(Object.keys(agencies).sort()).toEqual(withRegister);
  }
});

test('for each flag of phones a line names which they are, and whether they are those of the list', async () => {
  const lines = await readJsonLines(masked);
  const origins = lines.flatMap(({ flags, leftOut }) => {
    const told = flags.filter((flag) => flag === 'PHONE_REASSIGNED' || flag === 'PHONE_DEAD');
    expect(new Set(leftOut.map(({ flag }) => flag))).toEqual(new Set(told));
    return leftOut.map(({ asked }) => asked);
  });
  expect(new Set(origins)).toEqual(new Set([true, false]));
});

test('full values are written with --reveal and never without', async () => {
  const [open, closed] = await Promise.all([readJsonLines(revealed), readJsonLines(masked)]);
  const openContacts = open.flatMap(({ contacts }) => contacts);
  expect(openContacts.length).toBeGreaterThan(200);
  expect(openContacts.filter(({ value }) => value === undefined)).toEqual([]);
  expect(closed.flatMap(({ contacts }) => contacts).filter((one) => 'value' in one)).toEqual([]);
});

test('the second run gives the same answer', async () => {
  expect(runs.second.code).toBe(0);
  expect(await readJsonLines(masked)).toEqual((await readJsonLines(revealed)).map(withoutValues));
});

test('the second run finds registers and parties as they were', () => {
  expect(runs.second.stderr).toMatch(/police: \d+ rows: 0 new, 0 gone, \d+ as before/u);
  expect(runs.second.stderr).toContain(`court: 0 new, 0 changed, ${String(parties)} known parties`);
});

test('it stops all that it started', async () => {
  expect(await leftRunning(home)).toEqual([]);
  expect(existsSync(join(home, 'stack.lock'))).toBe(false);
});

test('secrets in the home are for their owner alone, and so is the result', async () => {
  const names = await readdir(home, { recursive: true, withFileTypes: true });
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const secret = files.filter((file) =>
    /\.jwks\.json$|\.(?:data|ledger)\.json$|\.log$|home\/\w+\.json$/u.test(file),
  );
  expect(secret.length).toBeGreaterThan(10);
  for (const file of [...secret, revealed])
    expect([file, await modeOf(file)]).toEqual([file, 0o600]);
  expect(await modeOf(join(home, 'keys'))).toBe(0o700);
});

test('nobody is named on the terminal or in a log', async () => {
  const secrets = await sampleSecrets();
  const { first, second } = runs;
  const terminal = [first, second].map(({ stdout, stderr }) => stdout + stderr).join('');
  expect([...findLeaks(Buffer.from(terminal), secrets)].map((at) => secrets[at])).toEqual([]);
  const logs = await readLogs(home);
  expect([...findLeaks(logs, secrets)].map((at) => secrets[at])).toEqual([]);
});

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}

function withoutValues(line: Line): Line {
  return { ...line, contacts: line.contacts.map(({ value: _value, ...contact }) => contact) };
}

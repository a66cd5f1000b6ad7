import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { usersFolder } from '../../scripts/stack/users.ts';
import { readJsonLines } from '../support/json-lines.ts';
import { leftRunning } from '../support/left-running.ts';
import { sampleRows, writeLines } from '../support/party-list.ts';
import { sampleAnswers } from '../support/run-sample.ts';
import { startScript } from '../support/run-script.ts';
import { startCommand } from '../support/start-command.ts';
import { tempFolder } from '../support/temp-folder.ts';

const folder = await tempFolder();
const home = join(folder.path, 'home');
const parties = sampleAnswers().length;
const USING = 'Using what runs already';
const STOPPED = 'hat this command used was stopped in the middle';

afterAll(() => folder[Symbol.asyncDispose]());

/** `npm run repair` over the home, to its end; `on` is called with each line it says on its way. */
async function repair(args: readonly string[], on: (line: string) => void = () => undefined) {
  const child = startScript('repair', ['--home', home, ...args]);
  const lines: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    lines.push(line);
    on(line);
  });
  const [stdout] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return { code: child.exitCode, stdout, stderr: lines.join('\n'), ended: Date.now() };
}

test('a command whose stack is killed says so, what to do, and claims nothing', async () => {
  await using started = await startCommand(home);
  await started.says('Ctrl-C stops everything');
  const out = join(folder.path, 'killed.jsonl');
  const { code, stdout, stderr } = await repair(['--json', out], (line) => {
    if (line.includes('approved the list of')) void started.end('SIGKILL');
  });
  expect(code).toBe(1);
  expect(stderr).toContain(USING);
  expect(stdout + stderr).toMatch(new RegExp(`${STOPPED}\\W+run the same command again`, 'iu'));
  expect(stdout + stderr).toContain('--resume');
  expect(stdout + stderr).not.toContain(`Worked through: ${String(parties)}`);
  expect(stdout + stderr).not.toMatch(/ {4}at |ECONNREFUSED|trying again/u);
  expect(existsSync(out)).toBe(false);
});

test('a command that started the stack leaves it to another that still uses it', async () => {
  const { header, rows } = await sampleRows();
  const others = rows.slice(0, 3).map((row) => row.replace(/号,P0/u, '9号,Q0'));
  const few = await writeLines(folder.path, 'few.csv', [header, ...others]);
  const out = join(folder.path, 'resumed.jsonl');
  const held: { second?: ReturnType<typeof repair> } = {};
  const first = await repair(['--parties', few, '--as-of', '2026-11-20'], (line) => {
    if (line === 'Starting PostgreSQL') held.second = repair(['--json', out, '--resume']);
  });
  const second = await held.second;
  expect(first.code).toBe(0);
  expect(first.stderr).toContain('Another command still uses what runs here');
  expect(second?.code).toBe(0);
  expect(second?.stderr).toContain(USING);
  expect(await readJsonLines(out)).toHaveLength(parties);
  expect(first.ended).toBeGreaterThan(second?.ended ?? Infinity);
  expect(await leftRunning(home)).toEqual([]);
  expect(await readdir(usersFolder(home))).toEqual([]);
});

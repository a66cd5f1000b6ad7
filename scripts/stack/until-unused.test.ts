import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tempFolder } from '../../tests/support/temp-folder.ts';
import type { TempFolder } from '../../tests/support/temp-folder.ts';
import { writePrivateJson } from './private-json.ts';
import { identify } from './processes.ts';
import { readRunState, runStateFile } from './run-state.ts';
import { stillRuns } from './still-runs.ts';
import { untilUnused } from './until-unused.ts';
import { useRunning } from './use-running.ts';
import { enterUsers, hasUsers, usersFolder } from './users.ts';
import { whileItRuns } from './while-it-runs.ts';

const gatewayUrl = 'http://127.0.0.1:1';
let folder: TempFolder;
let said: string[] = [];
const find = () => readRunState(folder.path);
const say = (line: string) => void said.push(line);
const stopping = (signal = new AbortController().signal) =>
  untilUnused(folder.path, { say, signal });

async function run(holder = identify(process.pid)): Promise<void> {
  const rest = { issuer: gatewayUrl, subgraphUrls: {}, pids: {}, databases: {} };
  await writePrivateJson(runStateFile(folder.path), { holder, gatewayUrl, ...rest });
}

beforeEach(async () => {
  folder = await tempFolder();
  said = [];
  await run();
});
afterEach(() => folder[Symbol.asyncDispose]());

test('who uses a stack says so in a file of their own, and is gone with it', async () => {
  const [one, other] = [await enterUsers(folder.path), await enterUsers(folder.path)];
  const names = await readdir(usersFolder(folder.path));
  expect(names).toHaveLength(2);
  for (const name of names)
    expect((await stat(join(usersFolder(folder.path), name))).mode & 0o777).toBe(0o600);
  await one.release();
  expect(await hasUsers(folder.path)).toBe(true);
  await other.release();
  expect(await hasUsers(folder.path)).toBe(false);
});

test.each([
  ['whose process is gone', JSON.stringify({ pid: 2 ** 22 + 1, started: 'boot:1' })],
  ['of an earlier process of that number', JSON.stringify({ pid: process.pid, started: 'boot:1' })],
  ['of which half was written', '{"pid":'],
])('a user %s counts for nothing', async (_, text) => {
  await mkdir(usersFolder(folder.path));
  await writeFile(join(usersFolder(folder.path), 'left.lock'), text);
  await stopping();
  expect(said).toEqual([]);
  expect(await readdir(usersFolder(folder.path))).toEqual([]);
});

test('a stack that is used is stopped when its last user has ended, and that is said once', async () => {
  const first = await useRunning(folder.path, find);
  const stopped = stopping().then(() => said.push('stopped'));
  await expect.poll(() => said).toHaveLength(1);
  const second = await useRunning(folder.path, find);
  await first?.[Symbol.asyncDispose]();
  await sleep(500);
  expect(said).toEqual([expect.stringMatching(/^Another command still uses what runs here;/u)]);
  await second?.[Symbol.asyncDispose]();
  await stopped;
  expect(said).toHaveLength(2);
  expect(await useRunning(folder.path, find)).toBeUndefined();
  expect(await readdir(usersFolder(folder.path))).toEqual([]);
});

test('Ctrl-C ends the wait', async () => {
  await using _user = await useRunning(folder.path, find);
  const controller = new AbortController();
  const stopped = stopping(controller.signal);
  await expect.poll(() => said).toHaveLength(1);
  controller.abort();
  await stopped;
});

test.each(Array.from({ length: 30 }, (_, round) => round))(
  'who comes as it is stopped is waited for, or finds nothing (%s)',
  async (round) => {
    const state = { stopped: false };
    const stopped = stopping().then(() => {
      state.stopped = true;
    });
    await sleep(round / 10);
    const users = await Promise.all([1, 2, 3].map(() => useRunning(folder.path, find)));
    await sleep(5);
    if (users.some((user) => user !== undefined)) expect(state.stopped).toBe(false);
    for (const user of users) await user?.[Symbol.asyncDispose]();
    await stopped;
    expect(await find()).toBeUndefined();
  },
);

test('a failure is told as it is while the stack runs, and as its end once it is gone', async () => {
  const stack = { home: folder.path, gatewayUrl };
  const failing = () =>
    whileItRuns(stack, 'Run it again.', () => Promise.reject(new Error('CONNECTION_CLOSED')));
  await expect(failing()).rejects.toThrow(/^CONNECTION_CLOSED$/u);
  expect(await stillRuns({ ...stack, gatewayUrl: 'http://127.0.0.1:2' })).toBe(false);
  await run({ pid: 2 ** 22 + 1, started: 'boot:1' });
  await expect(failing()).rejects.toThrow(
    /^What this command used was stopped in the middle\. Run it again\.$/u,
  );
});

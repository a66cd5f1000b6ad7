import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { enter } from '../../scripts/repair/enter.ts';
import { createGraphClient } from '../../scripts/repair/graph-client.ts';
import { loadParties } from '../../scripts/repair/load-data.ts';
import { SAMPLE } from '../../scripts/repair/options.ts';
import { listRepairs } from '../../scripts/repair/listed-repairs.ts';
import { findStack } from '../../scripts/stack/find-stack.ts';
import { leftRunning } from '../support/left-running.ts';
import { openListOf } from '../support/open-list-of.ts';
import { quiet } from '../support/quiet.ts';
import { sampleAnswers } from '../support/run-sample.ts';
import { startCommand } from '../support/start-command.ts';
import { strayAgency } from '../support/stray-agency.ts';
import { tempFolder } from '../support/temp-folder.ts';

const folder = await tempFolder();
const home = join(folder.path, 'home');
const UP = 'Ctrl-C stops everything';

afterAll(() => folder[Symbol.asyncDispose]());

test('the stack comes up, tells where, stops at Ctrl-C, and comes up again with its data', async () => {
  await using first = await startCommand(home);
  await first.says(UP);
  expect(first.said()).toContain(`${first.url}/graphql`);
  await expectHealthy(first.url);
  expect((await leftRunning(home)).length).toBeGreaterThan(6);
  const listId = await takeInParties();
  await openListOf(await theStack(), listId);
  const listed = await partiesOf(first.url, listId);
  expect(listed).toHaveLength(sampleAnswers().length);

  await using second = await startCommand(home);
  expect(await second.ended()).toBe(1);
  expect(second.said()).toContain('A stack is running over');

  expect(await first.end('SIGINT')).toBe(0);
  expect(await leftRunning(home)).toEqual([]);
  await expect(fetch(`${first.url}/health/live`)).rejects.toThrow();

  await using third = await startCommand(home);
  await third.says(UP);
  await expectHealthy(third.url);
  expect(await partiesOf(third.url, listId)).toEqual(listed);
  expect(await third.end('SIGTERM')).toBe(0);
  expect(await leftRunning(home)).toEqual([]);
}, 400_000);

test('Ctrl-C while it comes up leaves nothing behind', async () => {
  await using starting = await startCommand(home);
  await starting.says('PostgreSQL is ready');
  expect(await starting.end('SIGINT')).toBe(0);
  expect(await leftRunning(home)).toEqual([]);
});

test('a port that is taken is named, and nothing is started', async () => {
  await using taken = await strayAgency(() => undefined);
  const port = new URL(taken.url).port;
  const elsewhere = join(folder.path, 'elsewhere');
  await using second = await startCommand(elsewhere, Number(port));
  expect(await second.ended()).toBe(1);
  expect(second.said()).toContain(`Port ${port} is taken`);
  expect(await leftRunning(elsewhere)).toEqual([]);
});

async function expectHealthy(url: string): Promise<void> {
  for (const name of ['live', 'ready']) {
    const answer = await fetch(`${url}/health/${name}`);
    expect([answer.status, await answer.json()]).toEqual([200, { status: name }]);
  }
}

async function theStack() {
  const stack = await findStack(home);
  if (stack === undefined) throw new Error('No stack runs over the home');
  return stack;
}

async function takeInParties(): Promise<string> {
  return (await loadParties(await theStack(), join(SAMPLE, 'parties.csv'), quiet)).listId;
}

async function partiesOf(url: string, listId: string) {
  const clerk = await enter(await theStack(), 'CLERK', { say: () => undefined });
  const graph = createGraphClient(`${url}/graphql`, clerk);
  try {
    return await listRepairs(graph, listId);
  } finally {
    await graph.close();
    await clerk.close();
  }
}

import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { readAccounts } from '../../scripts/provider/accounts.ts';
import { fillInForms } from '../../scripts/sign-in/fill-in-forms.ts';
import { startStack } from '../../scripts/stack/stack.ts';
import type { Stack } from '../../scripts/stack/stack.ts';
import { sampleRows, writeLines } from '../support/party-list.ts';
import { startScript } from '../support/run-script.ts';
import { PEOPLE } from '../support/session-of.ts';
import { stackEnvironment } from '../support/stack-environment.ts';
import { tempFolder } from '../support/temp-folder.ts';

// A stack that people enter through a provider of somebody else: here, that of the sample's stack.
const sample = inject('sample');
const folder = await tempFolder();
const home = join(folder.path, 'home');
let stack: Stack;
let parties = '';

beforeAll(async () => {
  stack = await startStack({
    ...{ home, log: () => undefined, progress: () => undefined },
    env: stackEnvironment({ OIDC_ISSUER: sample.issuer }),
  });
  const { header, rows } = await sampleRows();
  parties = await writeLines(folder.path, 'parties.csv', [header, ...rows.slice(0, 30)]);
}, 400_000);
afterAll(async () => {
  await stack.stop();
  await folder[Symbol.asyncDispose]();
});

/** Runs the command; whoever it asks to sign in does so, at the page it names. */
async function run(person: string, args: readonly string[], script = 'repair') {
  const child = startScript(script, ['--home', home, ...args]);
  const accounts = await readAccounts(join(sample.home, 'accounts.json'));
  const account = accounts.find(({ name }) => name === person);
  if (account === undefined) throw new Error(`There is no account ${person}`);
  const prompts: string[] = [];
  const signingIn: Promise<void>[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    const [, part = '', url = '', code = ''] =
      /^Sign in as a (\w+): open (\S+) and enter the code (\S+)$/u.exec(line) ?? [];
    if (part === '') return;
    prompts.push(part);
    signingIn.push(fillInForms({ verification_uri: url, user_code: code }, account));
  });
  const [stdout] = await Promise.all([text(child.stdout), once(child, 'close')]);
  await Promise.all(signingIn);
  return { code: child.exitCode, stdout, prompts };
}

test('no provider is started beside the one that is named', () => {
  expect([stack.issuer, stack.providerUrl]).toEqual([sample.issuer, undefined]);
  expect(Object.keys(stack.pids)).not.toContain('provider');
});

test('people sign in themselves: a clerk is told what is missing, a judge approves, the list runs', async () => {
  const list = ['--parties', parties, '--as-of', '2026-11-20'];
  const before = await run(PEOPLE.clerk, list);
  expect([before.code, before.prompts]).toEqual([1, ['clerk']]);
  expect(before.stdout).toContain('0 parties as of');
  const [, listId = '', clerk = ''] = /--approve (\S+) --clerk (\S+)$/mu.exec(before.stdout) ?? [];
  expect(clerk).toBe(PEOPLE.clerk);

  const approval = ['--approve', listId, '--clerk', clerk];
  const byClerk = await run(PEOPLE.clerk, approval);
  expect([byClerk.code, byClerk.stdout]).toEqual([1, '']);

  const byJudge = await run(PEOPLE.judge, approval);
  expect([byJudge.code, byJudge.prompts]).toEqual([0, ['judge']]);
  expect(byJudge.stdout.trimEnd().split('\n')).toEqual([
    expect.stringContaining(`${PEOPLE.judge} assigned ${PEOPLE.clerk} to 30 more cases`),
    expect.stringContaining(`${PEOPLE.judge} approved the list of 30 parties for ${PEOPLE.clerk}`),
  ]);

  const after = await run(PEOPLE.clerk, list);
  expect(after.stdout).toContain('30 parties as of 2026-11-20');
  expect(after.code).toBe(0);

  const review = await run(PEOPLE.clerk, [], 'review');
  expect([review.code, review.prompts]).toEqual([0, ['clerk']]);
  const lift = await run(PEOPLE.judge, ['--lift', 'P00019', '--reason', 'to be heard'], 'review');
  expect([lift.code, lift.prompts, lift.stdout]).toEqual([2, ['judge'], '']);
}, 400_000);

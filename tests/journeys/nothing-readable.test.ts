import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { AGENCIES } from '../support/agencies.ts';
import { findLeaks } from '../support/find-leaks.ts';
import { readLogs } from '../support/read-logs.ts';
import { recordedHub } from '../support/recorded-hub.ts';
import type { RecordedHub } from '../support/recorded-hub.ts';
import { runSample } from '../support/run-sample.ts';
import type { SampleResult } from '../support/run-sample.ts';
import { sampleSecrets } from '../support/sample-secrets.ts';

type Run = { hub: RecordedHub; result: SampleResult; transcript: Buffer };

const secrets = await sampleSecrets();
const state: { run?: Run } = {};

beforeAll(async () => {
  const hub = await recordedHub();
  const result = await runSample({ gatewayUrl: hub.url, reveal: 'what passes is recorded' });
  state.run = { hub, result, transcript: hub.recorded() };
});
afterAll(() => state.run?.hub[Symbol.asyncDispose]());

function run(): Run {
  if (state.run === undefined) throw new Error('The sample did not run');
  return state.run;
}

test('the run that was recorded is a whole one', () => {
  const { result, transcript, hub } = run();
  expect(secrets.length).toBeGreaterThan(5000);
  expect(result.problems).toEqual([]);
  expect(result.repairs.length).toBeGreaterThan(200);
  expect(result.values.size).toBeGreaterThan(200);
  for (const { id } of result.repairs) expect(transcript.includes(id)).toBe(true);
  // the audit service hears of inquiries, and the registry of nothing
  const heard = new Set(['client', 'court', ...AGENCIES]);
  const silent = Object.entries(hub.recordedBy()).filter(
    ([code, bytes]) => heard.has(code) && bytes.length < 10_000,
  );
  expect(silent).toEqual([]);
});

test('of all bytes that enter and leave the gateway none tells of a person or an organisation', () => {
  const leaked = findLeaks(run().transcript, secrets);
  expect([...leaked].map((at) => secrets[at])).toEqual([]);
});

test('what contacts are, as they were opened for the clerk, is not readable either', () => {
  const { result, transcript } = run();
  const values = [...new Set(result.values.values())].map((value) => value.replace(/^\+86/u, ''));
  expect([...findLeaks(transcript, values)].map((at) => values[at])).toEqual([]);
});

test('no encoding of contents hides anything from the search', () => {
  const text = run().transcript.toString('latin1').toLowerCase();
  expect(text.match(/^(?:content|transfer)-encoding:.*$/gmu) ?? []).toEqual([]);
  expect(text.match(/^upgrade:.*$/gmu) ?? []).toEqual([]);
});

test.each([
  ['in the clear', (secret: string) => secret],
  ['in base64', (secret: string) => Buffer.from(`a ${secret}`).toString('base64')],
  ['percent-encoded', encodeURIComponent],
])('one name that a client sends %s is found among them', async (_, wrap) => {
  const at = secrets.findIndex((secret) => /^\p{Script=Han}{3}$/u.test(secret));
  const { hub } = run();
  const query = 'query Planted($caseNo: String!) { case(caseNo: $caseNo) { caseNo } }';
  const body = JSON.stringify({ query, variables: { caseNo: wrap(secrets[at] ?? '') } });
  const headers = { 'content-type': 'application/json' };
  const before = hub.recorded().length;
  await fetch(`${hub.url}/graphql`, { method: 'POST', headers, body });
  expect(hub.recorded().length).toBeGreaterThan(before);
  expect([...findLeaks(hub.recorded(), secrets)]).toEqual([at]);
});

test('the logs of the hub and of every service tell of nobody', async () => {
  const logs = await readLogs(inject('sample').home);
  expect(logs.length).toBeGreaterThan(1000);
  expect([...findLeaks(logs, secrets)].map((at) => secrets[at])).toEqual([]);
  expect([...findLeaks(Buffer.from(run().hub.log()), secrets)]).toEqual([]);
});

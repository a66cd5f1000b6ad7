import { beforeAll, expect, inject, test } from 'vitest';
import type { Repair } from '../../scripts/repair/repair-shape.ts';
import { AGENCIES } from '../support/agencies.ts';
import { tryGraph } from '../support/ask-graph.ts';
import { logSince } from '../support/log-since.ts';
import { recordingProxy } from '../support/recording-proxy.ts';
import { runSample, sampleAnswers } from '../support/run-sample.ts';
import {
  breaksOff,
  deadUrl,
  hangs,
  middleman,
  says,
  strayAgency,
} from '../support/stray-agency.ts';
import type { Behaviour } from '../support/stray-agency.ts';
import { testGateway } from '../support/test-gateway.ts';

const clean = sampleAnswers().filter(({ category }) => category === 'clean');
const refs = new Set(clean.map((answer) => answer.party_ref));
const only = ({ partyRef }: { partyRef: string }) => refs.has(partyRef);
const { subgraphUrls, home } = inject('sample');

/** What each party's repair is with every agency there. */
const whole = new Map<string, Repair>();

beforeAll(async () => {
  const { repairs } = await runSample({ only });
  for (const repair of repairs) whole.set(repair.partyRef, repair);
  expect(whole.size).toBe(refs.size);
});

const GARBAGE = '<html>10.0.0.7: upstream says {"status":"ANSWERED"';

const strays: [string, string, Behaviour, string][] = [
  ['hangs', 'mall', hangs, 'DEADLINE'],
  ['answers 500', 'market', says(500, '{"errors":[{"message":"boom at pg-host"}]}'), 'HTTP_STATUS'],
  ['answers garbage', 'population', says(200, GARBAGE), 'MALFORMED'],
  ['answers with an empty object', 'market', says(200, '{}'), 'MALFORMED'],
  ['answers in another shape', 'mall', says(200, '{"data":{"_entities":[null]}}'), 'MALFORMED'],
  ['breaks off in the middle', 'police', breaksOff, 'MALFORMED'],
  [
    'answers with an error of its own',
    'population',
    says(200, '{"data":{"_entities":[null]},"errors":[{"message":"boom at pg-host"}]}'),
    'GRAPHQL_ERRORS',
  ],
];

test.each(strays)('an agency that %s (%s) costs nobody else a contact', async (...given) => {
  const [, code, behaviour, cause] = given;
  await using stray = await strayAgency(behaviour);
  // who answers is late on no machine, so that the cause is what they say
  const deadline = cause === 'DEADLINE' ? 2000 : undefined;
  const { repairs, said, log } = await runWithout(code, stray.url, deadline);
  expect(stray.asked()).toBeGreaterThan(0);
  expectUnavailable(repairs, code);
  expect(causesOf(log, code)).toEqual([cause]);
  expectNoCause(said, [cause, stray.url, 'boom', '10.0.0.7', 'pg-host']);
});

test('an agency that is down costs nobody else a contact', async () => {
  const url = await deadUrl();
  const { repairs, said, log } = await runWithout('police', url);
  expectUnavailable(repairs, 'police');
  expect(causesOf(log, 'police')).toEqual(['DOWN']);
  expectNoCause(said, ['DOWN"', 'ECONNREFUSED', url]);
});

test("an agency's genuine answer to an earlier inquiry counts as none", async () => {
  const courtLog = await logSince(home, 'court');
  const between = middleman(subgraphUrls['police'] ?? '');
  await using stray = await strayAgency(between.behaviour);
  await using gateway = await testGateway({ police: stray.url });
  const before = await runSample({ gatewayUrl: gateway.url, only });
  expect(before.repairs.map(statusOf)).toEqual([...whole.values()].map(statusOf));
  between.replay();
  const { repairs } = await runSample({ gatewayUrl: gateway.url, only });
  expectUnavailable(repairs, 'police');
  expect(await courtLog.has('"code":"WRONG_INQUIRY"')).toBe(true);
});

test('an agency that refuses says so, and the others are heard', async () => {
  const refused = '{"data":{"_entities":[{"__typename":"Inquiry","market":REPLY}]}}'.replace(
    'REPLY',
    '{"__typename":"AgencyReply","status":"REFUSED","answeredAt":null,"sealed":null}',
  );
  await using stray = await strayAgency(says(200, refused));
  const { repairs } = await runWithout('market', stray.url);
  expectAway(repairs, 'market', 'REFUSED');
});

test('with all agencies down nothing is found and nothing is said not to exist', async () => {
  const url = await deadUrl();
  await using gateway = await testGateway(Object.fromEntries(AGENCIES.map((code) => [code, url])));
  const { repairs, problems } = await runSample({ gatewayUrl: gateway.url, only });
  expect(problems).toEqual([]);
  expect(new Set(repairs.map(statusOf))).toEqual(new Set(['INCOMPLETE']));
  expect(repairs.flatMap(({ contacts }) => contacts)).toEqual([]);
});

test('with the court down the graph says so and nothing else', async () => {
  const url = await deadUrl();
  await using gateway = await testGateway({ court: url });
  const query = '{ repairs(first: 1) { edges { node { id } } } }';
  const { text: said } = await tryGraph(gateway.url, query);
  expect(said).toContain('SUBGRAPH_UNAVAILABLE');
  expectNoCause(said, ['ECONNREFUSED', url, 'court']);
});

/** Runs the parties with one agency elsewhere, and keeps all the client was told. */
async function runWithout(code: string, url: string, deadline?: number) {
  const deadlines = JSON.stringify({ [code]: deadline });
  await using gateway = await testGateway({ [code]: url }, { AGENCY_DEADLINES: deadlines });
  const proxy = await recordingProxy(gateway.url);
  try {
    const result = await runSample({ gatewayUrl: new URL(proxy.url).origin, only });
    expect(result.problems).toEqual([]);
    return { ...result, said: proxy.recorded().toString(), log: gateway.log() };
  } finally {
    await proxy.close();
  }
}

function expectUnavailable(repairs: readonly Repair[], code: string): void {
  expectAway(repairs, code, 'UNAVAILABLE');
}

function expectAway(repairs: readonly Repair[], code: string, status: string): void {
  expect(repairs.length).toBe(refs.size);
  for (const repair of repairs) {
    expect(repair.status).toBe('INCOMPLETE');
    for (const { agency, ...answer } of repair.agencies) {
      if (agency === code) expect(answer).toMatchObject({ status, outcome: null, elements: null });
      else expect(answer).toMatchObject({ status: 'ANSWERED' });
    }
    expect(shown(repair)).toEqual(shownOfOthers(repair.partyRef, code));
  }
  expect(repairs.flatMap(shown).length).toBeGreaterThan(0);
}

/** The masked contacts of a repair, in an order of their own. */
function shown({ contacts }: Pick<Repair, 'contacts'>): string[] {
  return contacts.map(({ kind, masked }) => `${kind} ${masked}`).sort();
}

/** Those that would be left if this agency had held nothing. */
function shownOfOthers(partyRef: string, code: string): string[] {
  const contacts = (whole.get(partyRef)?.contacts ?? []).filter(({ sources }) =>
    sources.some(({ agency }) => agency !== code),
  );
  return shown({ contacts });
}

function statusOf({ status }: Repair): string {
  return status;
}

function causesOf(log: string, code: string): string[] {
  const causes = log
    .split('\n')
    .filter((line) => line.includes(`"subgraph":"${code}"`))
    .flatMap((line) => /"cause":"(\w+)"/u.exec(line)?.[1] ?? []);
  return [...new Set(causes)];
}

function expectNoCause(said: string, causes: readonly string[]): void {
  expect(causes.filter((cause) => said.includes(cause))).toEqual([]);
}

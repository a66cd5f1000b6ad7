import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, inject, test, vi } from 'vitest';
import { z } from 'zod';
import { tryGraph } from '../support/ask-graph.ts';
import { findStack } from '../../scripts/stack/find-stack.ts';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import type { Sql } from '../../subgraphs/kit/database/connect.ts';
import { post } from '../support/doors.ts';
import { runScript } from '../support/run-script.ts';
import type { Said } from '../support/run-script.ts';
import { headersOf } from '../support/session-of.ts';
import { startToyAgency } from '../support/toy-agency.ts';
import type { ToyAgency } from '../support/toy-agency.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { testGateway } from '../support/test-gateway.ts';

const { home, subgraphUrls } = inject('sample');
const REASON = ['--reason', 'as a journey wants it'];
const FIRST = 'type Query { customsOffice: String customsPort: String }';
const SECOND = 'type Query { customsOffice: String customsPort: String customsTariff: Int }';
const WITHOUT_PORT = 'type Query { customsOffice: String customsTariff: Int }';
const BROKEN = 'type Query { customsOffice: String ownerPhone: String }';

/** Requests a second, of both gateways together. */
const RATE = 50;
/** Milliseconds in which a gateway starts, once another has, on a machine that two seconds are for. */
const START = 333;
/**
 * Milliseconds from the registry's word to the last gateway's: two seconds, and as many times that as
 * the processors have to do at once, or as the machine is slower to start a gateway.
 */
const live = (start: number) =>
  2000 * Math.max(1, (loadavg()[0] ?? 0) / availableParallelism(), start / START);

/** `npm run agency` over the stack of the run. */
const agency = (...args: string[]) => runScript('agency', ['--home', home, ...args]);

const offer = (act: string, { code, url, keys }: ToyAgency, sdl: string, ...more: string[]) =>
  agency(act, code, '--sdl', sdl, '--url', url, '--keys', keys, ...more);

type Stream = { sent: number; failures: string[]; stop(): Promise<void> };

/** Sends queries and mutations in turn, and keeps whatever was not answered as it should be. */
function stream(urls: readonly string[]): Stream {
  const state: Stream = { sent: 0, failures: [], stop: () => Promise.resolve() };
  const under = new Set<Promise<void>>();
  const ask = async (number: number): Promise<void> => {
    const url = urls[number % urls.length] ?? '';
    const isMutation = number % 4 === 3;
    const query = isMutation
      ? 'mutation { runRepairs(ids: [], purpose: MEDIATION, kinds: [PHONE], legalBasis: "CPL art. 87") { unknownIds } }'
      : '{ me { subject } stall(boothNo: "2-3-10303") { address } }';
    try {
      const { status, text } = await post(url, await headersOf('clerk'), JSON.stringify({ query }));
      const isRight = isMutation
        ? isSoundRefusal(text)
        : text.startsWith('{"data":{"me":{"subject"');
      if (status !== 200 || !isRight) state.failures.push(`${String(status)} ${text}`);
    } catch (error) {
      state.failures.push(String(error));
    }
  };
  const timer = setInterval(() => {
    const one = ask((state.sent += 1)).finally(() => under.delete(one));
    under.add(one);
  }, 1000 / RATE);
  state.stop = async () => {
    clearInterval(timer);
    await Promise.all(under);
  };
  return state;
}

/** Of a mutation about nothing the court says that, and changes nothing. */
function isSoundRefusal(text: string): boolean {
  return text.includes('"problem":"EMPTY"') || text.startsWith('{"data":{"runRepairs"');
}

/** Waits until each gateway says so. @returns when the last did, as milliseconds since the epoch */
async function untilAll(
  urls: readonly string[],
  query: string,
  isRight: (codes: string[], data: unknown) => boolean,
): Promise<number> {
  await Promise.all(
    urls.map((url) =>
      vi.waitFor(
        async () => {
          const { codes, data } = await tryGraph(url, query);
          expect(isRight(codes, data)).toBe(true);
        },
        { timeout: 120_000, interval: 50 },
      ),
    ),
  );
  return Date.now();
}

const answers = (value: unknown) => (codes: string[], data: unknown) =>
  codes.length === 0 && JSON.stringify(data) === JSON.stringify(value);
const isUnknown = (codes: string[]) => codes.includes('GRAPHQL_VALIDATION_FAILED');

const registryEnv = (folder: string, name: string) => ({
  REGISTRY_URL: `${subgraphUrls['registry'] ?? ''}/graphql`,
  PINNED_KEYS_DIR: join(home, 'keys', 'pinned'),
  SUPERGRAPH_CACHE: join(folder, `${name}.json`),
});

beforeAll(async () => {
  // signs in once, before anything is timed
  await headersOf('clerk');
});

test('an agency comes, changes, fails, goes back and leaves, and no request is lost', async () => {
  await using folder = await tempFolder();
  await using first = await testGateway({}, registryEnv(folder.path, 'first'));
  const from = performance.now();
  await using second = await testGateway({}, registryEnv(folder.path, 'second'));
  const start = performance.now() - from;
  const urls = [first.url, second.url];
  await using customs = await startToyAgency(join(folder.path, 'customs'), 'customs', {
    sdl: SECOND,
    resolvers: {
      Query: { customsOffice: () => '义乌海关', customsPort: () => '宁波', customsTariff: () => 7 },
    },
  });
  // keys that were accepted count within ten seconds
  const sdl = await customs.schema('first', FIRST);
  await vi.waitFor(async () => {
    expect((await offer('check', customs, sdl)).code).toBe(0);
  }, 60_000);
  const office = '{ customsOffice }';
  const tariff = '{ customsTariff }';
  const times: Record<string, number> = {};
  const requests = stream(urls);
  /** Does something that gateways show, and notes how long after the registry's word they did. */
  const timed = async (
    what: string,
    act: () => Promise<Said>,
    shows: readonly [string, (codes: string[], data: unknown) => boolean],
  ): Promise<Said> => {
    const seen = untilAll(urls, ...shows);
    const said = await act();
    expect(said).toMatchObject({ code: 0 });
    const seenAt = await seen;
    times[what] = seenAt - (await releasedAt());
    return said;
  };

  const added = await timed('added', () => offer('publish', customs, sdl), [
    ...([office, answers({ customsOffice: '义乌海关' })] as const),
  ]);
  expect(added.stdout).toContain('customs version 1: published');

  const again = await offer('publish', customs, sdl);
  expect(again.stdout).toContain('nothing was done');

  const more = await customs.schema('second', SECOND);
  const changed = await timed('changed', () => offer('publish', customs, more), [
    ...([tariff, answers({ customsTariff: 7 })] as const),
  ]);
  expect(changed.stdout).toContain('Query.customsTariff');

  const broken = await offer('publish', customs, await customs.schema('broken', BROKEN));
  expect(broken.code).toBe(1);
  expect(broken.stdout).toMatch(/broken\.graphql:\d+:\d+ {2}PERSONAL_FIELD/u);
  expect((await tryGraph(first.url, tariff)).codes).toEqual([]);

  const rollBack = () => agency('rollback', 'customs', ...REASON);
  const back = await timed('rolled back', rollBack, [tariff, isUnknown]);
  expect(back.stdout).toContain('customs version 1: is served again');

  const history = await agency('history', 'customs');
  for (const act of ['PUBLISHED', 'REFUSED', 'ROLLED_BACK', 'PERSONAL_FIELD'])
    expect(history.stdout).toContain(act);

  const retire = () => agency('retire', 'customs', '--even-if-used', ...REASON);
  const retired = await timed('retired', retire, [office, isUnknown]);
  expect(retired.stdout).toContain('customs: retired');

  await sleep(500);
  await requests.stop();
  // the kinds of them, where there are any
  expect([...new Set(requests.failures.map((one) => one.replace(/[\da-f-]{36}/gu, '')))]).toEqual(
    [],
  );
  expect(requests.sent).toBeGreaterThan(RATE);
  const late = Object.entries(times).filter(([, time]) => time >= live(start));
  expect({ times, late }).toEqual({ times, late: [] });
}, 400_000);

test('what a client uses may not break until it moved on; the refusal names all of it', async () => {
  await using folder = await tempFolder();
  await using gateway = await testGateway({}, registryEnv(folder.path, 'only'));
  await using customs = await startToyAgency(join(folder.path, 'customs'), 'customs', {
    sdl: FIRST,
    resolvers: { Query: { customsOffice: () => '义乌海关', customsPort: () => '宁波' } },
  });
  const sdl = await customs.schema('port', FIRST);
  await vi.waitFor(async () => {
    expect((await offer('publish', customs, sdl)).code).toBe(0);
  }, 60_000);
  const query = 'query WhichPort { customsPort }';
  await untilAll([gateway.url], query, answers({ customsPort: '宁波' }));
  const named = { ...(await headersOf('clerk')), 'relink-client': 'port-board' };
  await post(gateway.url, named, JSON.stringify({ query }));

  const without = await customs.schema('without', WITHOUT_PORT);
  const refused = await vi.waitFor(async () => {
    const said = await offer('check', customs, without);
    expect(said.stdout).toContain('port-board');
    return said;
  }, 60_000);
  expect(refused.code).toBe(1);
  for (const word of ['BREAKING_CHANGE', 'Query.customsPort', 'WhichPort'])
    expect(refused.stdout).toContain(word);
  expect((await offer('publish', customs, without)).code).toBe(1);

  await forgetUse('WhichPort');
  expect((await offer('publish', customs, without)).stdout).toContain('published');
  await untilAll([gateway.url], query, isUnknown);
  expect((await agency('retire', 'customs', '--even-if-used', ...REASON)).code).toBe(0);
}, 400_000);

test('wrong arguments end with 2, and what is refused with 1', async () => {
  expect((await agency('publish', 'customs')).code).toBe(2);
  expect((await agency('rollback', 'nobody', ...REASON)).code).toBe(1);
  expect((await agency('list')).stdout).toContain('court  serves version');
});

/** As if the client had not sent it for a month. */
function forgetUse(operation: string): Promise<unknown> {
  return inRegistry(
    (sql) => sql`update operation_usage set last_seen_at = now() - interval '31 days'
      where operation = ${operation}`,
  );
}

/** When the registry last said that something else is to be served, in milliseconds. */
async function releasedAt(): Promise<number> {
  const rows = await inRegistry((sql) => sql`select max(released_at) as at from release`);
  return z
    .tuple([z.object({ at: z.coerce.date() })])
    .parse([...rows])[0]
    .at.getTime();
}

async function inRegistry<Result>(act: (sql: Sql) => PromiseLike<Result>): Promise<Result> {
  const stack = await findStack(home);
  const url = stack?.databases['registry']?.migrationDatabaseUrl ?? '';
  const { sql, close } = connect(url, { applicationName: 'relink-tests', max: 1 });
  try {
    return await act(sql);
  } finally {
    await close();
  }
}

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RELEASE_TYP } from '../../schema/contract/publication.ts';
import { writeJwks } from '../../subgraphs/kit/sealing/jwks.ts';
import { publicKeys } from '../../subgraphs/kit/sealing/keys.ts';
import { signClaims } from '../../subgraphs/kit/sealing/sign-claims.ts';
import { toyParty } from '../../subgraphs/kit/sealing/toy-parties.ts';
import type { ToyParty } from '../../subgraphs/kit/sealing/toy-parties.ts';
import { composeToys, startToyHub } from '../toys/toy-hub.ts';
import type { ToyHub } from '../toys/toy-hub.ts';
import { startToySubgraph } from '../toys/toy-server.ts';
import type { ToyServer } from '../toys/toy-server.ts';

const LINK = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated"]
)`;
const courtSdl = (more = '') => `${LINK}\ntype Query { slow: String ${more} }`;
const REGISTRY_SDL = `${LINK}
type Query { release(known: Int!): String } type Mutation { reportUsage(operations: String!): Boolean }`;

type World = {
  folder: string;
  registry: ToyParty;
  server: ToyServer;
  hub: ToyHub<'court'>;
  reports: string[];
  /** Ends the answer that `slow` waits for. */
  release(): void;
  /** Has the registry offer something; @param by another party */
  offer(id: number, stable: string, canary?: [string, number], by?: ToyParty): Promise<void>;
};

const worlds: World[] = [];
const SDL = composeToys({ court: { sdl: courtSdl() } });

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'relink-follow-'));
  const registry = await toyParty('registry');
  await mkdir(join(folder, 'pinned'));
  await writeFile(join(folder, 'pinned', 'registry.json'), writeJwks(publicKeys(registry.own)));
  const offered: { json: string | null } = { json: null };
  const reports: string[] = [];
  const waiting = Promise.withResolvers<string>();
  const server = await startToySubgraph(REGISTRY_SDL, {
    Query: {
      release: (_: unknown, { known }: { known: number }) =>
        offered.json !== null && idOf(offered.json) > known ? offered.json : null,
    },
    Mutation: {
      reportUsage: (_: unknown, { operations }: { operations: string }) =>
        reports.push(operations) > 0,
    },
  });
  const resolvers = { Query: { slow: () => waiting.promise, fast: () => 'fast' } };
  const config = {
    registry: {
      url: server.url,
      pinnedKeysDir: join(folder, 'pinned'),
      cache: join(folder, 'cache.json'),
    },
  };
  const hub = await startToyHub(
    { court: { sdl: courtSdl('fast: String'), resolvers } },
    { config: { ...config, supergraphSdl: SDL }, pinned: [registry] },
  );
  worlds.push({
    ...{ folder, registry, server, hub, reports },
    release: () => {
      waiting.resolve('slow');
    },
    offer: async (id, stable, canary, by = registry) => {
      offered.json = await releaseOf(by, id, stable, canary);
    },
  });
});
afterEach(async () => {
  for (const { hub, server, folder, release } of worlds.splice(0)) {
    release();
    await hub.stop();
    await server.stop();
    await rm(folder, { recursive: true });
  }
});

function world(): World {
  const [first] = worlds;
  if (first === undefined) throw new Error('There is no world');
  return first;
}

const fast = async () => (await world().hub.post({ query: '{ fast }' })).data;
const isServed = () =>
  vi.waitFor(async () => {
    expect(await fast()).toEqual({ fast: 'fast' });
  }, 10_000);
/** It is written once the supergraph is served. */
const cached = (folder: string) =>
  vi.waitFor(() => readFile(join(folder, 'cache.json'), 'utf8'), 10_000);
const NEW = composeToys({ court: { sdl: courtSdl('fast: String') } });

test('a new supergraph is served, and what is under way ends with the one it began with', async () => {
  const { hub, offer, release, folder } = world();
  expect((await hub.post({ query: '{ fast }' })).errors).toHaveLength(1);
  const slow = hub.post({ query: '{ slow }' });
  await offer(1, NEW);
  await isServed();
  release();
  expect((await slow).data).toEqual({ slow: 'slow' });
  expect(await cached(folder)).toContain('fast');
});

test('a supergraph that cannot be opened changes nothing, and the log has an alert', async () => {
  const { hub, offer } = world();
  await offer(1, NEW);
  await isServed();
  await offer(2, 'type Query { nothing: Int }');
  await vi.waitFor(() => {
    expect(hub.log.join('')).toContain('SUPERGRAPH_REFUSED');
  }, 10_000);
  const unknown = NEW.replace(
    'link/v1.0")',
    'link/v1.0") @link(url: "https://x.test/guard/v1.0", for: SECURITY)',
  );
  await offer(3, unknown);
  await vi.waitFor(() => {
    expect(hub.log.join('').match(/SUPERGRAPH_REFUSED/gu)).toHaveLength(2);
  }, 10_000);
  expect(await fast()).toEqual({ fast: 'fast' });
  await offer(4, SDL);
  await vi.waitFor(async () => {
    expect(await fast()).toBeUndefined();
  }, 10_000);
});

test("what is not signed by the registry's accepted key is not served, and said once", async () => {
  const { hub, offer } = world();
  await offer(1, NEW, undefined, await toyParty('registry'));
  await vi.waitFor(() => {
    expect(hub.log.join('')).toContain('RELEASE_REFUSED');
  }, 10_000);
  await new Promise((resolve) => setTimeout(resolve, 1200));
  expect(hub.log.join('').match(/RELEASE_REFUSED/gu)).toHaveLength(1);
  expect(await fast()).toBeUndefined();
});

test('a trial gets its part of the requests, and nobody else notices', async () => {
  const { offer, hub } = world();
  await offer(1, SDL, [NEW, 40]);
  await vi.waitFor(() => {
    expect(hub.log.join('')).toContain('"release":1');
  }, 10_000);
  const asked = await Promise.all(Array.from({ length: 200 }, fast));
  const trials = asked.filter((data) => data !== undefined).length;
  expect(trials).toBeGreaterThan(40);
  expect(trials).toBeLessThan(120);
});

test('without the registry the last good release is served, and without that the own supergraph', async () => {
  const { offer, hub, server, folder, registry } = world();
  await offer(1, NEW);
  await isServed();
  const kept = await cached(folder);
  expect(kept).toBe(await releaseOf(registry, 1, NEW, undefined, kept));
  await server.stop();
  expect(await fast()).toEqual({ fast: 'fast' });
  const config = (cache: string) => ({
    registry: {
      url: server.url,
      pinnedKeysDir: join(folder, 'pinned'),
      cache: join(folder, cache),
    },
    supergraphSdl: SDL,
  });
  const graph = { court: { sdl: courtSdl('fast: String'), resolvers: {} } };
  for (const [cache, errors] of [
    ['cache.json', 0],
    ['none.json', 1],
  ] as const) {
    const other = await startToyHub(graph, { config: config(cache) });
    expect((await other.post({ query: '{ fast }' })).errors).toHaveLength(errors);
    await other.stop();
  }
  const told = hub.log.join('').match(/the registry does not answer/gu) ?? [];
  expect(told.length).toBeLessThan(3);
});

test('what is used is told by coordinates, and no value, alias or text goes with it', async () => {
  const { hub, reports, offer } = world();
  await offer(1, NEW);
  await isServed();
  const person = await hub.people.signIn();
  const query = 'query Named { zhangsan: fast }';
  await hub.post({ query }, { ...person.headers(), 'relink-client': 'console' });
  await vi.waitFor(() => {
    expect(reports).toHaveLength(1);
  }, 10_000);
  expect(JSON.parse(reports[0] ?? '')).toEqual([
    {
      ...{ client: 'console', operation: 'Named', document: expect.any(String) as string },
      coordinates: ['Query', 'Query.fast', 'String'],
    },
  ]);
});

async function releaseOf(
  by: ToyParty,
  id: number,
  stable: string,
  canary?: [string, number],
  like?: string,
): Promise<string> {
  // a signature of Ed25519 is the same each time, but for the second in which it is made
  const iat = like === undefined ? Math.floor(Date.now() / 1000) : iatOf(like);
  const claims = {
    ...{ iss: 'registry', aud: 'gateway', iat, release: id, stable: digest(stable) },
    canary: canary ? { supergraph: digest(canary[0]), percent: canary[1] } : null,
  };
  const token = await signClaims(claims, by.own, RELEASE_TYP, new Date());
  return JSON.stringify({ token, stable, canary: canary?.[0] ?? null });
}

function claimsOf(json: string): { release: number; iat: number } {
  const { token } = JSON.parse(json) as { token: string };
  const [, payload = ''] = token.split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
    release: number;
    iat: number;
  };
}

const idOf = (json: string) => claimsOf(json).release;
const iatOf = (json: string) => claimsOf(json).iat;
const digest = (text: string) => createHash('sha256').update(text).digest('base64url');

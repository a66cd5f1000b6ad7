import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { composeSupergraph } from '../../schema/compose/compose-supergraph.ts';
import { createCallVerifier } from '../../subgraphs/kit/channel/verify-call.ts';
import { generateKeys } from '../../subgraphs/kit/sealing/generate-keys.ts';
import { writeJwks } from '../../subgraphs/kit/sealing/jwks.ts';
import { publicKeys } from '../../subgraphs/kit/sealing/keys.ts';
import { AUDIT } from '../ledger/hub-ledger.ts';
import { toyPartyOf, toyRing } from '../../subgraphs/kit/sealing/toy-parties.ts';
import type { ToyParty } from '../../subgraphs/kit/sealing/toy-parties.ts';
import type { KeyRing } from '../../subgraphs/kit/service/key-ring.ts';
import { startGateway } from '../server.ts';
import type { GatewayConfig } from '../config.ts';
import { startToyPeople } from './toy-people.ts';
import type { ToyPeople } from './toy-people.ts';
import { TOY_URL } from './toy-people.ts';
import { startToySubgraph } from './toy-server.ts';
import type { Resolvers, ToyServer } from './toy-server.ts';

export type ToyGraph = { sdl: string; resolvers: Resolvers };

export type ToyHub<Code extends string> = {
  url: string;
  /** The subgraphs, each of which takes only calls that the gateway signed. */
  servers: Record<Code, ToyServer>;
  people: ToyPeople;
  /** What each subgraph has at hand to verify calls with. */
  keys: Record<Code, () => Promise<KeyRing>>;
  /** Everything the gateway logged. */
  log: string[];
  /** Posts a body to the gateway as JSON. */
  post(body: object, headers?: Record<string, string>): Promise<ToyAnswer>;
  stop(): Promise<void>;
};

export type ToyAnswer = {
  status: number;
  headers: Headers;
  text: string;
  data: unknown;
  errors: { message: string; path?: unknown; extensions: { code: string; requestId: string } }[];
};

export type ToyHubOptions = {
  /** Subgraphs that are to be found elsewhere, by code. */
  urls?: Record<string, string>;
  config?: Partial<GatewayConfig>;
  /** Others whose keys the gateway has accepted. */
  pinned?: readonly ToyParty[];
};

/** Starts a gateway over a graph, with a provider of people. */
export async function startToyHub<Code extends string>(
  graphs: Record<Code, ToyGraph>,
  { urls = {}, config = {}, pinned = [] }: ToyHubOptions = {},
): Promise<ToyHub<Code>> {
  const people = await startToyPeople();
  const made = await generateKeys();
  const gateway = await toyPartyOf('gateway', made);
  const parties = await Promise.all(
    Object.keys(graphs).map(async (code) => toyPartyOf(code, await generateKeys())),
  );
  // one for each graph
  const keys = Object.fromEntries(
    parties.map((party) => [party.code, toyRing(party, gateway)]),
  ) as ToyHub<Code>['keys'];
  const servers = await startServers(graphs, keys);
  // the audit service is no graph here, and is called all the same
  const pins = await pin([...parties, ...pinned, await toyPartyOf(AUDIT, await generateKeys())]);
  const log: string[] = [];
  const running = await startGateway(
    {
      ...toyConfig(graphs, people.issuer),
      keys: { file: undefined, text: writeJwks(made) },
      pinnedKeysDir: pins,
      subgraphUrls: { ...urlsOf(servers), ...urls },
      ...config,
    },
    pino({ level: 'debug' }, { write: (line: string) => void log.push(line) }),
  );
  return {
    ...{ url: running.url, servers, people, keys, log },
    post: (body, headers) => post(`${running.url}/graphql`, body, headers),
    async stop() {
      await running.stop();
      await Promise.all(Object.values<ToyServer>(servers).map((server) => server.stop()));
      await people.stop();
      await rm(pins, { recursive: true });
    },
  };
}

function toyConfig(graphs: Record<string, ToyGraph>, issuer: string) {
  return {
    ...{ host: '127.0.0.1', port: 0, logLevel: 'debug' as const, door: {} },
    supergraphSdl: composeToys(graphs),
    // no toy is late by itself, however busy the machine is
    deadlines: { agency: 20_000, agencies: {}, owner: 20_000 },
    ...{ bodyLimit: 100_000, answerLimit: 1_000_000 },
    people: {
      ...{ issuer, audience: 'urn:relink:graph', rolesClaim: 'roles', publicUrls: [TOY_URL] },
      subgraphs: new Set(['court']),
    },
    documents: { manifest: undefined, required: false },
    ...{ introspection: true, ledger: 'off' as const, registry: undefined },
  };
}

/** @throws when the graphs do not compose */
export function composeToys(graphs: Record<string, { sdl: string }>): string {
  const sources = Object.entries(graphs).map(([code, { sdl }]) => ({ code, sdl }));
  const composition = composeSupergraph(sources);
  if (composition.errors) throw new Error(JSON.stringify(composition.errors));
  return composition.supergraphSdl;
}

async function startServers<Code extends string>(
  graphs: Record<Code, ToyGraph>,
  keys: ToyHub<Code>['keys'],
): Promise<Record<Code, ToyServer>> {
  const now = () => new Date();
  // the names of a record of codes are codes
  const codes = Object.keys(graphs) as Code[];
  const started = codes.map(async (code) => {
    const { sdl, resolvers } = graphs[code];
    const verify = createCallVerifier({ audience: code, keys: keys[code], now });
    return [code, await startToySubgraph(sdl, resolvers, verify)] as const;
  });
  // the same keys as those of the graphs
  return Object.fromEntries(await Promise.all(started)) as Record<Code, ToyServer>;
}

/** A folder of the parties' public keys, as the gateway reads it. */
async function pin(parties: readonly ToyParty[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'relink-toys-'));
  for (const { code, own } of parties) {
    await writeFile(join(folder, `${code}.json`), JSON.stringify(publicKeys(own)));
  }
  return folder;
}

function urlsOf(servers: Record<string, ToyServer>): Record<string, string> {
  return Object.fromEntries(Object.entries(servers).map(([code, { url }]) => [code, url]));
}

async function post(url: string, body: object, headers = {}): Promise<ToyAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  // what the tests look at; a missing errors is none
  const { data, errors = [] } = JSON.parse(text) as Partial<ToyAnswer>;
  return { status: response.status, headers: response.headers, text, data, errors };
}

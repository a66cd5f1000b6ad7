import { pino } from 'pino';
import { composeSupergraph } from '../../schema/compose/compose-supergraph.ts';
import { createCallVerifier } from '../../subgraphs/kit/channel/verify-call.ts';
import { generateKeys } from '../../subgraphs/kit/sealing/generate-keys.ts';
import { writeJwks } from '../../subgraphs/kit/sealing/jwks.ts';
import { readKeys } from '../../subgraphs/kit/sealing/keys.ts';
import { ownParty } from '../../subgraphs/kit/sealing/pinned-keys.ts';
import type { PinnedParty } from '../../subgraphs/kit/sealing/pinned-keys.ts';
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
  /** The gateway, as a subgraph has pinned it. */
  gateway: PinnedParty;
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
};

/** Starts a gateway over a graph, with a provider of people. */
export async function startToyHub<Code extends string>(
  graphs: Record<Code, ToyGraph>,
  { urls = {}, config = {} }: ToyHubOptions = {},
): Promise<ToyHub<Code>> {
  const people = await startToyPeople();
  const text = writeJwks(await generateKeys());
  const gateway = ownParty('gateway', await readKeys(text));
  const servers = await startServers(graphs, gateway);
  const log: string[] = [];
  const running = await startGateway(
    {
      ...toyConfig(graphs, people.issuer),
      keys: { file: undefined, text },
      subgraphUrls: { ...urlsOf(servers), ...urls },
      ...config,
    },
    pino({ level: 'debug' }, { write: (line: string) => void log.push(line) }),
  );
  return {
    ...{ url: running.url, servers, people, gateway, log },
    post: (body, headers) => post(`${running.url}/graphql`, body, headers),
    async stop() {
      await running.stop();
      await Promise.all(Object.values<ToyServer>(servers).map((server) => server.stop()));
      await people.stop();
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
    introspection: true,
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
  gateway: PinnedParty,
): Promise<Record<Code, ToyServer>> {
  const now = () => new Date();
  const started = Object.entries<ToyGraph>(graphs).map(async ([code, { sdl, resolvers }]) => {
    const verify = createCallVerifier({ audience: code, gateway, now });
    return [code, await startToySubgraph(sdl, resolvers, verify)] as const;
  });
  // the same keys as those of the graphs
  return Object.fromEntries(await Promise.all(started)) as Record<Code, ToyServer>;
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

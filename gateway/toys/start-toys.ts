import { pino } from 'pino';
import { startGateway } from '../server.ts';
import type { GatewayConfig } from '../config.ts';
import {
  COURT_SDL,
  MARKET_SDL,
  POLICE_SDL,
  agencyResolvers,
  courtResolvers,
  marketResolvers,
  toySupergraph,
} from './toy-graph.ts';
import { startToySubgraph } from './toy-server.ts';
import type { ToyServer } from './toy-server.ts';

export type Toys = {
  url: string;
  /** The well-behaved servers, also where another one took the place. */
  court: ToyServer;
  police: ToyServer;
  market: ToyServer;
  /** Everything the gateway logged. */
  log: string[];
  /** Posts an operation to the gateway. */
  ask(query: string, variables?: object): Promise<ToyAnswer>;
  stop(): Promise<void>;
};

export type ToyAnswer = {
  status: number;
  text: string;
  data: unknown;
  errors: { message: string; path?: unknown; extensions: { code: string; requestId: string } }[];
};

/**
 * Starts the toy graph behind a gateway.
 * @param urls subgraphs that are to be found elsewhere, by code
 */
export async function startToys(
  urls: Record<string, string> = {},
  config: Partial<GatewayConfig> = {},
): Promise<Toys> {
  const court = await startToySubgraph(COURT_SDL, courtResolvers);
  const police = await startToySubgraph(POLICE_SDL, agencyResolvers('police'));
  const market = await startToySubgraph(MARKET_SDL, marketResolvers);
  const log: string[] = [];
  const gateway = await startGateway(
    {
      ...{ host: '127.0.0.1', port: 0, logLevel: 'debug', supergraphSdl: toySupergraph() },
      subgraphUrls: { court: court.url, police: police.url, market: market.url, ...urls },
      deadlines: { agency: 300, agencies: {}, owner: 2000 },
      ...{ bodyLimit: 100_000, answerLimit: 1_000_000 },
      ...config,
    },
    pino({ level: 'debug' }, { write: (line: string) => void log.push(line) }),
  );
  return {
    ...{ url: gateway.url, court, police, market, log },
    ask: (query, variables = {}) => post(`${gateway.url}/graphql`, { query, variables }),
    async stop() {
      await gateway.stop();
      await Promise.all([court.stop(), police.stop(), market.stop()]);
    },
  };
}

async function post(url: string, body: object): Promise<ToyAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  // what the tests look at; a missing errors is none
  const answer = JSON.parse(text) as Partial<ToyAnswer>;
  return { status: response.status, text, data: answer.data, errors: answer.errors ?? [] };
}

import type { GatewayConfig } from '../config.ts';
import {
  COURT_SDL,
  MARKET_SDL,
  POLICE_SDL,
  agencyResolvers,
  courtResolvers,
  marketResolvers,
} from './toy-graph.ts';
import { startToyHub } from './toy-hub.ts';
import type { ToyAnswer, ToyHub } from './toy-hub.ts';
import type { ToyServer } from './toy-server.ts';

export type Toys = Omit<ToyHub<string>, 'servers'> & {
  /** The well-behaved servers, also where another one took the place. */
  court: ToyServer;
  police: ToyServer;
  market: ToyServer;
  /** Posts an operation to the gateway, as nobody in particular. */
  ask(query: string, variables?: object): Promise<ToyAnswer>;
};

/**
 * Starts the toy graph behind a gateway.
 * @param urls subgraphs that are to be found elsewhere, by code
 */
export async function startToys(
  urls: Record<string, string> = {},
  config: Partial<GatewayConfig> = {},
): Promise<Toys> {
  const { servers, ...hub } = await startToyHub(
    {
      court: { sdl: COURT_SDL, resolvers: courtResolvers },
      police: { sdl: POLICE_SDL, resolvers: agencyResolvers('police') },
      market: { sdl: MARKET_SDL, resolvers: marketResolvers },
    },
    { urls, config },
  );
  return { ...hub, ...servers, ask: (query, variables = {}) => hub.post({ query, variables }) };
}

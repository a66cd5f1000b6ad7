import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../../subgraphs/kit/database/connect.ts';
import type { Logger } from '../../subgraphs/kit/log/logger.ts';
import { loadOrCreateAccounts } from './accounts.ts';
import { createProvider } from './create-provider.ts';
import { createPasswordGate } from './password-gate.ts';
import type { ProviderConfig } from './provider-config.ts';
import { loadOrCreateProviderKeys } from './provider-keys.ts';
import { routeRequest } from './route-request.ts';
import { forgetExpired, openStore } from './store/open-store.ts';

export type RunningProvider = {
  /** The issuer: `http://127.0.0.1:20123`. */
  url: string;
  stop(): Promise<void>;
};

/** Milliseconds between removals of what has expired. */
const SWEEP = 10 * 60_000;

/** Serves the provider until it is stopped. @throws ProviderError when a file does not fit. */
export async function startProvider(config: ProviderConfig, log: Logger): Promise<RunningProvider> {
  const accounts = await loadOrCreateAccounts(config.accountsFile);
  const keys = await loadOrCreateProviderKeys(config.keysFile);
  const store = await openStore(config);
  const door = await openDoor(config.port, log);
  const { audience, consoleRedirectUris } = config;
  const { issuer } = door;
  const provider = createProvider({
    ...{ issuer, audience, accounts, keys, consoleRedirectUris },
    db: store.db,
  });
  provider.on('server_error', (_ctx, error) => {
    log.error({ err: error }, 'a request failed');
  });
  const gate = createPasswordGate(accounts, Date.now);
  const consoleOrigins = consoleRedirectUris.map((uri) => new URL(uri).origin);
  const parts = { provider, accounts, gate, audience, consoleOrigins };
  door.lead(routeRequest(parts, { issuer, store }));
  const sweeping = new AbortController();
  void sweep(store, sweeping.signal, log);
  return {
    url: issuer,
    async stop() {
      sweeping.abort();
      await close(door.server);
      await store.close();
    },
  };
}

type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Listens first: the issuer has the port in its name, and 0 takes any. */
async function openDoor(port: number, log: Logger) {
  let route: Route = (_request, response) => {
    response.writeHead(503).end();
    return Promise.resolve();
  };
  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'a request failed');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.requestTimeout = 30_000;
  server.listen({ host: '127.0.0.1', port, exclusive: true });
  await once(server, 'listening');
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    server,
    issuer: `http://127.0.0.1:${bound}`,
    lead: (to: Route): void => {
      route = to;
    },
  };
}

async function sweep({ db }: Connection, signal: AbortSignal, log: Logger): Promise<void> {
  while (!signal.aborted) {
    await forgetExpired(db, new Date()).catch((error: unknown) => {
      log.warn({ err: error }, 'what has expired could not be removed');
    });
    await sleep(SWEEP, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const idle = setInterval(() => {
    server.closeIdleConnections();
  }, 50);
  await closed;
  clearInterval(idle);
}

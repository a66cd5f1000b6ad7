import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase } from '../../tests/support/fresh-database.ts';
import { createLogger } from '../../subgraphs/kit/log/logger.ts';
import { readAccounts } from './accounts.ts';
import type { Account } from './accounts.ts';
import type { ProviderConfig } from './provider-config.ts';
import { startProvider } from './start-provider.ts';

/** A whole provider over a database and files of its own, for tests. */
export type ToyProvider = AsyncDisposable & {
  issuer: string;
  config: ProviderConfig;
  /** @throws when nobody is called so */
  account(name: string): Account;
  /** Stops it; another may start over the same files and database. */
  stop(): Promise<void>;
};

export async function toyProvider(): Promise<ToyProvider> {
  await using cleanup = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'relink-provider-'));
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));
  const database = await freshDatabase('provider');
  cleanup.defer(() => database.drop());
  const config: ProviderConfig = {
    ...{ port: 0, logLevel: 'silent', audience: 'urn:relink:graph', consoleRedirectUris: [] },
    databaseUrl: database.databaseUrl,
    migrationDatabaseUrl: database.migrationDatabaseUrl,
    keysFile: join(folder, 'provider.jwks.json'),
    accountsFile: join(folder, 'accounts.json'),
  };
  const provider = await startProvider(config, createLogger('provider', 'silent'));
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= provider.stop());
  cleanup.defer(stop);
  const accounts = await readAccounts(config.accountsFile);
  const rest = cleanup.move();
  return {
    issuer: provider.url,
    config,
    account: (name) => {
      const found = accounts.find((one) => one.name === name);
      if (found === undefined) throw new Error(`Nobody is called ${name}`);
      return found;
    },
    stop,
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}

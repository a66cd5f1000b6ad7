import { join } from 'node:path';
import { REGISTRY } from '../../schema/contract/publication.ts';
import { pinnedKeysFolder } from './gateway-keys.ts';
import type { DatabaseUrls } from './create-database.ts';
import type { Environment } from './find-databases.ts';

/** Set by us for each service, so never taken over from whoever started the stack. */
const OURS =
  /^(PORT|HOST|(MIGRATION_)?DATABASE_URL.*|KEYS|KEYS_FILE|PINNED_KEYS_DIR|DATA_KEYS_FILE|LEDGER_KEYS(_FILE)?|ACCOUNTS_FILE|SUBGRAPH_URLS|PUBLICATIONS_DIR|REGISTRY_URL|SUPERGRAPH_CACHE|NODE_CHANNEL_.*)$/u;

/** Where the registry finds what the folders of `subgraphs` publish. */
export function publicationsFolder(home: string): string {
  return join(home, 'publications');
}

/** What a service finds in its environment, but for its port. */
export function serviceEnvironment(
  home: string,
  code: string,
  { databaseUrl, migrationDatabaseUrl }: DatabaseUrls,
  env: Environment,
): Record<string, string> {
  const keys = join(home, 'keys');
  return {
    ...commonEnvironment(home, env),
    HOST: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    MIGRATION_DATABASE_URL: migrationDatabaseUrl,
    KEYS_FILE: join(keys, `${code}.jwks.json`),
    DATA_KEYS_FILE: join(keys, `${code}.data.json`),
    LEDGER_KEYS_FILE: join(keys, `${code}.ledger.json`),
    PINNED_KEYS_DIR: pinnedKeysFolder(home),
    ...(code === REGISTRY && { PUBLICATIONS_DIR: publicationsFolder(home) }),
  };
}

/** What every process of the stack finds; compiled code is kept, which halves the next start. */
export function commonEnvironment(home: string, env: Environment): Record<string, string> {
  const taken = Object.entries(env).flatMap(([name, value]) =>
    value === undefined || OURS.test(name) ? [] : [[name, value] as const],
  );
  return {
    NODE_COMPILE_CACHE: join(home, 'cache'),
    ...Object.fromEntries(taken),
    NODE_ENV: 'production',
  };
}

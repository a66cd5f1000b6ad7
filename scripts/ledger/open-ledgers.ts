import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listSubgraphs } from '../compose/list-subgraphs.ts';
import type { DatabaseUrls } from '../stack/create-database.ts';
import { findDatabases } from '../stack/find-databases.ts';
import type { Environment } from '../stack/find-databases.ts';
import { startPostgres } from '../stack/postgres.ts';
import { readPrivateJson } from '../stack/private-json.ts';
import { isAlive } from '../stack/processes.ts';
import { runStateFile, runStateSchema } from '../stack/run-state.ts';
import { LedgerCommandError } from './ledger-error.ts';

/** Where the ledgers of a home are, for as long as it is held. */
export type OpenLedgers = AsyncDisposable & {
  /** Of each service, by code: the role that reads and appends, and the one that owns. */
  databases: ReadonlyMap<string, DatabaseUrls>;
};

type Options = { home: string; env: Environment; say: (text: string) => void };

const root = join(import.meta.dirname, '..', '..');

/**
 * The databases of a stack that runs, gateway or not; else those the environment names; else the
 * PostgreSQL of the home is started for the time being.
 *
 * @throws LedgerCommandError when there is nothing of ours in the home
 */
export async function openLedgers({ home, env, say }: Options): Promise<OpenLedgers> {
  const running = await runningDatabases(home);
  if (running !== undefined)
    return { databases: running, [Symbol.asyncDispose]: () => Promise.resolve() };
  if (env['DATABASE_URL'] === undefined && !existsSync(join(home, 'postgres')))
    throw new LedgerCommandError(`${home} holds no ledgers; --home names the folder of a stack`);
  await using cleanup = new AsyncDisposableStack();
  const startOwn = async () => {
    const postgres = await startPostgres({ home, log: say });
    cleanup.defer(() => postgres.stop());
    return postgres;
  };
  const found = await findDatabases({ home, codes: await listSubgraphs(root), env, startOwn });
  const held = cleanup.move();
  return { databases: found, [Symbol.asyncDispose]: () => held.disposeAsync() };
}

async function runningDatabases(home: string): Promise<Map<string, DatabaseUrls> | undefined> {
  const state = await readPrivateJson(runStateFile(home), runStateSchema);
  if (!state || !isAlive(state.holder)) return undefined;
  return new Map(Object.entries(state.databases));
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listSubgraphs } from '../compose/list-subgraphs.ts';
import type { DatabaseUrls } from '../stack/create-database.ts';
import { findDatabases } from '../stack/find-databases.ts';
import type { Environment } from '../stack/find-databases.ts';
import { onceFree } from '../stack/once-free.ts';
import { startPostgres } from '../stack/postgres.ts';
import { isAlive } from '../stack/processes.ts';
import { readRunState } from '../stack/run-state.ts';
import type { RunState } from '../stack/run-state.ts';
import { useRunning } from '../stack/use-running.ts';
import { whileItRuns } from '../stack/while-it-runs.ts';
import { LedgerCommandError } from './ledger-error.ts';

/** Where the ledgers of a home are. */
export type Ledgers = {
  /** Of each service, by code: the role that reads and appends, and the one that owns. */
  databases: ReadonlyMap<string, DatabaseUrls>;
};

type Options = { home: string; env: Environment; say: (text: string) => void };
type Open = AsyncDisposable & Ledgers & { state?: RunState };

const root = join(import.meta.dirname, '..', '..');

/**
 * Does something in the databases of a stack that runs, gateway or not; else in those the environment
 * names; else the PostgreSQL of the home is started for the time being.
 *
 * @throws LedgerCommandError when there is nothing of ours in the home
 */
export async function inLedgers(
  options: Options,
  act: (ledgers: Ledgers) => Promise<void>,
): Promise<void> {
  const open = async () => (await openRunning(options.home)) ?? openOwn(options);
  await using ledgers = await onceFree('postgres.lock', open, options);
  const { state } = ledgers;
  if (state === undefined) {
    await act(ledgers);
    return;
  }
  const stack = { home: options.home, gatewayUrl: state.gatewayUrl };
  await whileItRuns(stack, 'Run the same command again.', () => act(ledgers));
}

async function openRunning(home: string): Promise<Open | undefined> {
  const running = await useRunning(home, async () => {
    const state = await readRunState(home);
    return state && isAlive(state.holder) ? state : undefined;
  });
  if (running === undefined) return undefined;
  const state = running.found;
  const databases = new Map(Object.entries(state.databases));
  return { databases, state, [Symbol.asyncDispose]: () => running[Symbol.asyncDispose]() };
}

async function openOwn({ home, env, say }: Options): Promise<Open> {
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

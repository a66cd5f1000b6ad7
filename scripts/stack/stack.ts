import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { listSubgraphs } from '../compose/list-subgraphs.ts';
import { findDatabases } from './find-databases.ts';
import type { Environment } from './find-databases.ts';
import { takeLock } from './home-lock.ts';
import { logFileOf } from './open-log.ts';
import { openHome } from './open-home.ts';
import { startPostgres } from './postgres.ts';
import type { Postgres } from './postgres.ts';
import { prepareServices } from './prepare-services.ts';
import { writePrivateJson } from './private-json.ts';
import { identify } from './processes.ts';
import { runStateFile } from './run-state.ts';
import type { RunState } from './run-state.ts';
import type { ServiceProcess } from './service-process.ts';
import { handleOf } from './stack-handle.ts';
import type { Place, StackHandle } from './stack-handle.ts';
import { startGateway } from './start-gateway.ts';
import { startSubgraphs, stopAll } from './start-subgraphs.ts';

export type StackOptions = {
  /** Folder of databases, keys and logs. */
  home: string;
  /** Of the gateway; any free one unless given. */
  port?: number;
  /** What happens, for a log: PostgreSQL's port, a service that ended. */
  log: (line: string) => void;
  /** What is being done, for the person who waits. */
  progress: (step: string) => void;
  /** Gives up the start; what was started is stopped. */
  signal?: AbortSignal;
  /** The repository. */
  root?: string;
  env?: Environment;
};

export type Stack = StackHandle & {
  /** Resolves, to words for the person who runs it, when PostgreSQL or the gateway ends. */
  failed: Promise<string>;
  /** Stops one service as if it had gone down. */
  stopService: (code: string) => Promise<void>;
  /** Gateway first, then subgraphs, then PostgreSQL. */
  stop: () => Promise<void>;
};

/**
 * Brings everything up: PostgreSQL, a database and keys for each folder of `subgraphs`, the
 * subgraphs, the gateway. A subgraph that ends later is reported and left down, as its agency's
 * being away is nothing that stops the others.
 *
 * @throws StackError when the home is in use or a part does not start; nothing is left running.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { root = join(import.meta.dirname, '..', '..'), env = process.env } = options;
  const { log, progress, signal = new AbortController().signal } = options;
  const home = await openHome(options.home);
  const place: Place = { root, home, env, signal };
  await using cleanup = new AsyncDisposableStack();
  const lock = await takeLock(join(home, 'stack.lock'), `A stack is running over ${home} already`);
  cleanup.defer(() => lock.release());

  const codes = await listSubgraphs(root);
  const endings: Promise<string>[] = [];
  progress('Starting PostgreSQL');
  const startOwn = async (): Promise<Postgres> => {
    const postgres = await startPostgres({ home, log });
    cleanup.defer(() => postgres.stop());
    endings.push(postgres.died.then(() => 'PostgreSQL ended'));
    return postgres;
  };
  const databases = Object.fromEntries(await findDatabases({ home, codes, env, startOwn }));
  signal.throwIfAborted();

  progress('Preparing databases and keys');
  await prepareServices(place, databases, signal);

  progress(`Starting ${codes.join(', ')}`);
  const subgraphs = await startSubgraphs(place, databases, signal);
  cleanup.defer(() => stopAll(subgraphs));
  for (const { code, died } of subgraphs)
    void died.then((how) => {
      log(`${code} ended (${how}); see ${logFileOf(home, code)}`);
    });

  progress('Starting the gateway');
  const gateway = await startGateway(place, subgraphs, { port: options.port, signal });
  cleanup.defer(() => gateway.stop());
  endings.push(gateway.died.then((how) => `The gateway ended (${how})`));

  const state = stateOf(gateway, subgraphs, databases);
  cleanup.defer(() => rm(runStateFile(home), { force: true }));
  await writePrivateJson(runStateFile(home), state);
  signal.throwIfAborted();
  return running(handleOf(state, place), [gateway, ...subgraphs], endings, cleanup.move());
}

function running(
  handle: StackHandle,
  services: ServiceProcess[],
  endings: Promise<string>[],
  cleanup: AsyncDisposableStack,
): Stack {
  let stopped: Promise<void> | undefined;
  return {
    ...handle,
    failed: Promise.race(endings),
    stopService: async (code) => {
      await services.find((service) => service.code === code)?.stop();
    },
    // Whoever asks again waits for the same end.
    stop: () => (stopped ??= cleanup.disposeAsync()),
  };
}

function stateOf(
  gateway: ServiceProcess,
  subgraphs: ServiceProcess[],
  databases: RunState['databases'],
): RunState {
  const services = [gateway, ...subgraphs];
  return {
    holder: identify(process.pid) ?? { pid: process.pid, started: '' },
    gatewayUrl: gateway.url,
    subgraphUrls: Object.fromEntries(subgraphs.map(({ code, url }) => [code, url])),
    pids: Object.fromEntries(services.map(({ code, pid }) => [code, pid])),
    databases,
  };
}

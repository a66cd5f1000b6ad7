import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { listSubgraphs } from '../compose/list-subgraphs.ts';
import { findDatabases } from './find-databases.ts';
import type { Environment } from './find-databases.ts';
import { takeLock } from './home-lock.ts';
import { rememberKeys } from './kept-keys.ts';
import { logFileOf } from './open-log.ts';
import { openHome } from './open-home.ts';
import { startPostgres } from './postgres.ts';
import type { Postgres } from './postgres.ts';
import { givenIssuer, peopleEnvironment } from './people-environment.ts';
import { prepareServices } from './prepare-services.ts';
import { writePrivateJson } from './private-json.ts';
import { identify } from './processes.ts';
import { reservePort } from './reserve-port.ts';
import { runStateFile } from './run-state.ts';
import type { RunState } from './run-state.ts';
import type { ServiceProcess } from './service-process.ts';
import { handleOf } from './stack-handle.ts';
import type { Place, StackHandle } from './stack-handle.ts';
import { listeningHost, startGateway } from './start-gateway.ts';
import { PROVIDER, startProviderProcess } from './start-provider-process.ts';
import { StackError } from './stack-error.ts';
import { startSubgraphs, stopAll } from './start-subgraphs.ts';
import { inSystemWords } from './system-words.ts';

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
  /** Starts a service again that has ended, where it was. */
  startService: (code: string) => Promise<void>;
  /** Starts the stack's own PostgreSQL again after it ended, where it was. */
  startPostgres: () => Promise<void>;
  /** Gateway first, then subgraphs and the provider, then PostgreSQL. */
  stop: () => Promise<void>;
};

/**
 * Brings everything up: PostgreSQL, a database and keys for each folder of `subgraphs`, the embedded
 * OpenID provider unless the environment names another, the subgraphs, the gateway. A subgraph that
 * ends later is reported and left down, as its agency's being away is nothing that stops the others.
 *
 * @throws StackError when the home is in use or a part does not start; nothing is left running.
 */
export function startStack(options: StackOptions): Promise<Stack> {
  return inSystemWords(resolve(options.home), () => bringUp(options));
}

async function bringUp(options: StackOptions): Promise<Stack> {
  const { root = join(import.meta.dirname, '..', '..'), env = process.env } = options;
  const { log, progress, signal = new AbortController().signal } = options;
  const theirs = givenIssuer(env);
  const home = await openHome(options.home);
  await using cleanup = new AsyncDisposableStack();
  const lock = await takeLock(join(home, 'stack.lock'), `A stack is running over ${home} already`);
  cleanup.defer(() => lock.release());
  const ports = await reservePorts(options.port, listeningHost({ env }), cleanup);
  const issuer = theirs ?? `http://127.0.0.1:${ports.provider.port}`;
  const people = peopleEnvironment(env, issuer, ports.gateway.port);
  const place: Place = { root, home, env: { ...env, ...people }, signal };
  const codes = await listSubgraphs(root);
  const endings: Promise<string>[] = [];
  progress('Starting PostgreSQL');
  const server = ownServer(home, log);
  cleanup.defer(() => server.stop());
  const startOwn = () => server.start(endings);
  const stored = theirs === undefined ? [...codes, PROVIDER] : codes;
  const found = await findDatabases({ home, codes: stored, env, startOwn });
  signal.throwIfAborted();
  const databases = Object.fromEntries([...found].filter(([code]) => code !== PROVIDER));

  progress('Preparing databases and keys');
  await prepareServices(place, databases, signal);

  const services: ServiceProcess[] = [];
  cleanup.defer(() => stopAll(services));
  const own = found.get(PROVIDER);
  progress(`Starting ${[...found.keys()].join(', ')}`);
  if (own)
    services.push(await startProviderProcess(place, own, { reserved: ports.provider, signal }));
  const subgraphs = await startSubgraphs(place, databases, signal);
  services.push(...subgraphs);
  reportEnds(services, home, log);

  progress('Starting the gateway');
  const gateway = await startGateway(place, subgraphs, { reserved: ports.gateway, signal });
  // the last that is deferred is the first that stops
  const door = [gateway];
  cleanup.defer(() => stopAll(door));
  endings.push(gateway.died.then((how) => `The gateway ended (${how})`));

  const state = stateOf(gateway, services, { databases, issuer });
  cleanup.defer(() => rm(runStateFile(home), { force: true }));
  await tellWhatRuns(home, state);
  signal.throwIfAborted();
  const parts = { handle: handleOf(state, place), groups: [door, services], server, endings };
  return running(parts, cleanup.move());
}

/** Chosen before anything starts: the services are told where people sign in and reach the graph. */
async function reservePorts(given: number | undefined, host: string, keep: AsyncDisposableStack) {
  const gateway = keep.use(await reservePort(given, host));
  const provider = keep.use(await reservePort());
  return { gateway, provider };
}

function reportEnds(services: ServiceProcess[], home: string, log: (line: string) => void): void {
  for (const { code, died } of services)
    void died.then((how) => {
      const until = 'it is away until the stack is stopped and started again';
      log(`${code} ended (${how}), and ${until}; see ${logFileOf(home, code)}`);
    });
}

/** PostgreSQL in the home, which can be started anew after its end. */
function ownServer(home: string, log: (line: string) => void) {
  const held: { postgres?: Postgres } = {};
  return {
    start: async (endings: Promise<string>[]): Promise<Postgres> => {
      await held.postgres?.stop();
      const port = held.postgres?.port;
      held.postgres = await startPostgres({ home, log, ...(port && { port }) });
      endings.push(held.postgres.died.then(() => 'PostgreSQL ended'));
      return held.postgres;
    },
    stop: async () => held.postgres?.stop(),
  };
}

/** From here on the home has been started, and its stack is found. */
async function tellWhatRuns(home: string, state: RunState): Promise<void> {
  await rememberKeys(home);
  await writePrivateJson(runStateFile(home), state);
}

type Parts = {
  handle: StackHandle;
  /** Of services, in the order in which they stop. */
  groups: ServiceProcess[][];
  server: ReturnType<typeof ownServer>;
  endings: Promise<string>[];
};

function running({ handle, groups, server, endings }: Parts, cleanup: AsyncDisposableStack): Stack {
  let stopped: Promise<void> | undefined;
  const find = (code: string) => groups.flat().find((service) => service.code === code);
  return {
    ...handle,
    failed: Promise.race(endings),
    stopService: async (code) => {
      await find(code)?.stop();
    },
    startService: async (code) => {
      const fresh = await find(code)?.again();
      if (fresh === undefined) throw new StackError(`There is no service ${code}`);
      for (const group of groups)
        group.splice(0, group.length, ...group.map((one) => (one.code === code ? fresh : one)));
      handle.pids[code] = fresh.pid;
    },
    startPostgres: async () => {
      await server.start(endings);
    },
    // Whoever asks again waits for the same end.
    stop: () => (stopped ??= cleanup.disposeAsync()),
  };
}

function stateOf(
  gateway: ServiceProcess,
  services: ServiceProcess[],
  { databases, issuer }: Pick<RunState, 'databases' | 'issuer'>,
): RunState {
  const subgraphs = services.filter(({ code }) => code !== PROVIDER);
  const provider = services.find(({ code }) => code === PROVIDER);
  return {
    holder: identify(process.pid) ?? { pid: process.pid, started: '' },
    gatewayUrl: gateway.url,
    issuer,
    ...(provider && { providerUrl: provider.url }),
    subgraphUrls: Object.fromEntries(subgraphs.map(({ code, url }) => [code, url])),
    pids: Object.fromEntries([gateway, ...services].map(({ code, pid }) => [code, pid])),
    databases,
  };
}

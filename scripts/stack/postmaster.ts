import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import { freePorts, isFree } from './free-ports.ts';
import { ADMIN } from './init-cluster.ts';
import { logFileOf, openLog } from './open-log.ts';
import { clusterName } from './orphans.ts';
import type { Runner } from './postgres-runner.ts';
import { roomLeft } from './room-left.ts';
import { runIn } from './run-in.ts';
import { StackError, codeOf } from './stack-error.ts';

export type PostmasterOptions = {
  home: string;
  data: string;
  runner: Runner;
  password: string;
  durable: boolean;
  /** Any free one unless given. */
  port?: number | undefined;
};

export type Postmaster = {
  port: number;
  /** Resolves when it ends without having been told to. */
  died: Promise<void>;
  stop(): Promise<void>;
};

/** Milliseconds that recovery after a crash may take. */
const PATIENCE = 120_000;
const ATTEMPTS = 3;

/** @throws StackError when the server ends early or does not answer. */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePorts(1))[0] ?? 0;
    const child = await launch(options, port);
    const exited = once(child, 'exit').then(() => undefined);
    try {
      await answers(options, port, child);
      return supervised(child, port, exited);
    } catch (error) {
      await stop(child, exited);
      // Somebody may have taken the port between the look and the start.
      if (attempt === ATTEMPTS || (await isFree(port))) throw error;
    }
  }
}

function supervised(child: ChildProcess, port: number, exited: Promise<void>): Postmaster {
  const stopping = new AbortController();
  const died = new Promise<void>((resolve) => {
    child.once('exit', () => {
      if (!stopping.signal.aborted) resolve();
    });
  });
  const stopIt = (): Promise<void> => {
    stopping.abort();
    return stop(child, exited);
  };
  return { port, died, stop: stopIt };
}

async function launch(options: PostmasterOptions, port: number): Promise<ChildProcess> {
  const settings = settingsFor(options.data, port, options.durable);
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = await openLog(options.home, 'postgres');
  try {
    const child = spawn(...runIn(options.runner, 'postgres', ['-D', options.data, ...flags], log));
    await once(child, 'spawn');
    const endIt = (): void => void child.kill('SIGINT');
    process.once('exit', endIt);
    child.once('exit', () => process.removeListener('exit', endIt));
    return child;
  } finally {
    await log.close();
  }
}

function settingsFor(
  data: string,
  port: number,
  durable: boolean,
): Record<string, string | number> {
  return {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    // The library that compiles queries is not part of the package.
    jit: 'off',
    huge_pages: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Errors quote what was written; services log their own, without values.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    cluster_name: clusterName(data),
  };
}

async function answers(
  { home, password }: PostmasterOptions,
  port: number,
  child: ChildProcess,
): Promise<void> {
  const url = `postgres://${ADMIN}:${password}@127.0.0.1:${port}/postgres`;
  const deadline = Date.now() + PATIENCE;
  while (child.exitCode === null && child.signalCode === null) {
    const state = await ask(url);
    if (state === 'ready') return;
    if (state === 'wrong password')
      throw new StackError(`The password in ${home}/postgres.json does not fit ${home}/postgres`);
    if (Date.now() > deadline) break;
    await sleep(50);
  }
  const seeLog = `see ${logFileOf(home, 'postgres')}`;
  throw new StackError(`PostgreSQL did not start; ${seeLog}${await roomLeft(home)}`);
}

async function ask(url: string): Promise<'ready' | 'not yet' | 'wrong password'> {
  const connection = connect(url, { applicationName: 'relink-stack', max: 1 });
  try {
    await connection.sql`select 1`;
    return 'ready';
  } catch (error) {
    // invalid_password, by the SQL standard's states
    return codeOf(error) === '28P01' ? 'wrong password' : 'not yet';
  } finally {
    await connection.close();
  }
}

/** Fast, then immediate, then without asking (PostgreSQL manual, "Shutting Down the Server"). */
async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  for (const [signal, milliseconds] of [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5_000],
  ] as const) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await Promise.race([exited, sleep(milliseconds, undefined, { ref: false })]);
  }
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await exited;
}

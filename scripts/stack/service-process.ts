import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { HASTENED } from './hastened.ts';
import { isReady } from './is-ready.ts';
import { logFileOf, openLog, ownWords } from './open-log.ts';
import { StackError } from './stack-error.ts';

export type ServiceOptions = {
  code: string;
  /** The TypeScript file to run. */
  main: string;
  args?: string[];
  env: Record<string, string>;
  port: number;
  /** Where it is reached; 127.0.0.1 unless given. */
  host?: string;
  home: string;
  signal: AbortSignal;
  /** Milliseconds between SIGTERM and SIGKILL; 10,000 unless given. */
  grace?: number;
};

/** A service that runs; its log is `<home>/logs/<code>.log`. */
export type ServiceProcess = {
  code: string;
  /** Without a path: `http://127.0.0.1:20123`. */
  url: string;
  pid: number;
  /** Resolves to how it ended, as `exit code 1` or `signal SIGKILL`; never when asked to stop. */
  died: Promise<string>;
  /** SIGTERM; SIGKILL after 10 seconds. */
  stop(): Promise<void>;
  /** Starts the same service again, once it has ended. */
  again(): Promise<ServiceProcess>;
};

const PATIENCE = 120_000;
const GRACE = 10_000;

/**
 * An inquiry of many parties outlives V8's small young generation (16 MB in each half), which then is
 * copied again and again: a quarter of the court's time at five hundred parties.
 */
const ROOM = '--max-semi-space-size=64';

/**
 * Starts a service and waits until it says that it is ready. It ends when this process does: the
 * channel between them closes.
 *
 * @throws StackError naming the service and its log when it dies or is not ready in two minutes.
 */
export async function startService(options: ServiceOptions): Promise<ServiceProcess> {
  const child = await launch(options);
  const exited = once(child, 'exit').then(() => undefined);
  const stopping = new AbortController();
  const stopIt = async (): Promise<void> => {
    stopping.abort();
    await stop(child, exited, options.grace ?? GRACE);
  };
  const url = `http://${options.host ?? '127.0.0.1'}:${options.port}`;
  try {
    await becomesReady(child, url, options);
  } catch (error) {
    await stopIt();
    throw await withWords(error, options);
  }
  const died = new Promise<string>((resolve) => {
    child.once('exit', () => {
      if (!stopping.signal.aborted) resolve(howItEnded(child));
    });
  });
  // whoever gave the first start up has no say in a later one
  const again = () => startService({ ...options, signal: new AbortController().signal });
  return { code: options.code, url, pid: child.pid ?? 0, died, stop: stopIt, again };
}

/** In a session of its own, so that Ctrl-C reaches it through us, in order. */
async function launch({
  code,
  main,
  args = [],
  env,
  port,
  home,
}: ServiceOptions): Promise<ChildProcess> {
  const log = await openLog(home, code);
  try {
    const child = spawn(process.execPath, [ROOM, ...HASTENED, main, ...args], {
      env: { ...env, PORT: String(port) },
      stdio: ['ignore', log.fd, log.fd, 'ipc'],
      detached: true,
    });
    await once(child, 'spawn');
    return child;
  } finally {
    await log.close();
  }
}

async function becomesReady(
  child: ChildProcess,
  url: string,
  { code, home, signal }: ServiceOptions,
): Promise<void> {
  const seeLog = `see ${logFileOf(home, code)}`;
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline) {
    signal.throwIfAborted();
    if (hasEnded(child))
      throw new StackError(`${code} did not start: ${howItEnded(child)}; ${seeLog}`);
    if (await isReady(url)) return;
    await sleep(50);
  }
  throw new StackError(`${code} is not ready after ${PATIENCE / 1000} seconds; ${seeLog}`);
}

/** Adds what the service itself gave as its reason. */
async function withWords(error: unknown, { home, code }: ServiceOptions): Promise<unknown> {
  if (!(error instanceof StackError)) return error;
  return new StackError([error.message, ...(await ownWords(home, code))].join('\n  '));
}

async function stop(child: ChildProcess, exited: Promise<void>, grace: number): Promise<void> {
  if (hasEnded(child)) return;
  child.kill('SIGTERM');
  await Promise.race([exited, sleep(grace, undefined, { ref: false })]);
  if (!hasEnded(child)) child.kill('SIGKILL');
  await exited;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function howItEnded({ exitCode, signalCode }: ChildProcess): string {
  return signalCode === null ? `exit code ${exitCode ?? 'unknown'}` : `signal ${signalCode}`;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { logFileOf } from './open-log.ts';
import type { ServiceProcess } from './service-process.ts';
import { StackError } from './stack-error.ts';

/** Milliseconds before a service that ended is started again. */
const PAUSE = 1000;

export type KeepUpOptions = {
  home: string;
  log: (line: string) => void;
  /** Whether the stack is being stopped, when nothing is started any more. */
  isStopping: () => boolean;
  /** Takes in the process that stands in for the one that ended. */
  replace: (fresh: ServiceProcess) => void;
};

/**
 * Says that a service ended, and starts it again when it did so by an error of its own, as whoever
 * runs services does: the driver brings one down when PostgreSQL is killed in the middle of a
 * transaction (postgres 3.4.9 writes to the connection that is gone). One that was killed stays so.
 */
export async function keepUp(service: ServiceProcess, options: KeepUpOptions): Promise<void> {
  const { code, died } = service;
  const { home, log, isStopping, replace } = options;
  const how = await died;
  log(`${code} ended (${how}); see ${logFileOf(home, code)}`);
  if (!how.startsWith('exit code')) return;
  while (!isStopping()) {
    await sleep(PAUSE);
    const fresh = await again(service);
    if (fresh === undefined) continue;
    if (isStopping()) {
      await fresh.stop();
      return;
    }
    log(`${code} was started again`);
    replace(fresh);
    return;
  }
}

/** Undefined where it does not start, as while its database is away. */
async function again(service: ServiceProcess): Promise<ServiceProcess | undefined> {
  try {
    return await service.again();
  } catch (error) {
    if (error instanceof StackError) return undefined;
    throw error;
  }
}

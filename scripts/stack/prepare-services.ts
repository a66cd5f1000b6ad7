import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { REGISTRY } from '../../schema/contract/publication.ts';
import { pinnedKeysFolder, prepareGatewayKeys } from './gateway-keys.ts';
import { runCommand } from './run-command.ts';
import type { RunState } from './run-state.ts';
import { serviceEnvironment } from './service-environment.ts';
import type { Place } from './stack-handle.ts';
import { writePublications } from './write-publications.ts';

/**
 * Brings each database to its newest form and makes the keys that are missing. All of it is done
 * before the first service starts, since each pins the others' keys, and what each publishes is signed
 * with its own.
 *
 * @throws StackError naming the service that failed.
 */
export async function prepareServices(
  { root, home, env }: Place,
  databases: RunState['databases'],
  signal: AbortSignal,
): Promise<void> {
  const keys = join(home, 'keys');
  await mkdir(keys, { recursive: true, mode: 0o700 });
  await mkdir(pinnedKeysFolder(home), { recursive: true, mode: 0o755 });
  await prepareGatewayKeys(home);
  const tasks = Object.entries(databases).map(([code, urls]) => {
    const main = join(root, 'subgraphs', code, 'main.ts');
    const environment = serviceEnvironment(home, code, urls, env);
    return () => runCommand({ code, main, args: ['prepare'], env: environment, signal });
  });
  await inTurns(tasks);
  if (REGISTRY in databases) await writePublications({ root, home }, Object.keys(databases));
}

/** As many at once as there are processors: each spends its time starting Node. */
async function inTurns(tasks: (() => Promise<unknown>)[]): Promise<void> {
  const left = [...tasks];
  const worker = async (): Promise<void> => {
    for (let task = left.shift(); task; task = left.shift()) await task();
  };
  const workers = Array.from({ length: Math.max(2, availableParallelism()) }, worker);
  const results = await Promise.allSettled(workers);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

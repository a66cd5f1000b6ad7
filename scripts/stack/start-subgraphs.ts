import { join } from 'node:path';
import { AUDIT } from '../../subgraphs/kit/audit/answer-audit.ts';
import { freePorts } from './free-ports.ts';
import type { RunState } from './run-state.ts';
import { serviceEnvironment } from './service-environment.ts';
import { startService } from './service-process.ts';
import type { ServiceProcess } from './service-process.ts';
import type { Place } from './stack-handle.ts';

/**
 * Starts every subgraph at once, each on a free port.
 *
 * @throws StackError naming the first that failed; the others are stopped.
 */
export async function startSubgraphs(
  { root, home, env }: Place,
  databases: RunState['databases'],
  signal: AbortSignal,
): Promise<ServiceProcess[]> {
  const ports = await freePorts(Object.keys(databases).length);
  const addresses = Object.keys(databases).map(
    (code, index) => [code, `http://127.0.0.1:${ports[index] ?? 0}/graphql`] as const,
  );
  const giveUp = new AbortController();
  const either = AbortSignal.any([signal, giveUp.signal]);
  const starting = Object.entries(databases).map(async ([code, urls], index) => {
    const main = join(root, 'subgraphs', code, 'main.ts');
    const environment = {
      ...serviceEnvironment(home, code, urls, env),
      // the one that looks into everybody's ledger, by itself
      ...(code === AUDIT && { SUBGRAPH_URLS: JSON.stringify(Object.fromEntries(addresses)) }),
    };
    const port = ports[index] ?? 0;
    try {
      return await startService({ code, main, env: environment, port, home, signal: either });
    } catch (error) {
      giveUp.abort(error);
      throw error;
    }
  });
  const results = await Promise.allSettled(starting);
  const started = results.flatMap((result) =>
    result.status === 'fulfilled' ? [result.value] : [],
  );
  if (started.length === results.length) return started;
  await stopAll(started);
  throw either.reason;
}

export async function stopAll(services: ServiceProcess[]): Promise<void> {
  await Promise.all(services.map((service) => service.stop()));
}

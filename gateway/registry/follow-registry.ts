import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../subgraphs/kit/log/logger.ts';
import type { GatewayConfig } from '../config.ts';
import type { Generations } from '../generations/serve-generations.ts';
import { SupergraphError } from '../rules/supergraph-error.ts';
import { SubgraphFailure } from '../subgraph-failure.ts';
import { ReleaseError, readRelease } from './read-release.ts';
import type { Release } from './read-release.ts';
import type { RegistryClient } from './registry-client.ts';
import type { ReleaseCache } from './release-cache.ts';
import type { UsageReport } from './usage-report.ts';

export type Following = {
  client: RegistryClient;
  cache: ReleaseCache;
  usage: UsageReport;
  config: NonNullable<GatewayConfig['registry']>;
  log: Logger;
  now: () => Date;
};

/** A release on its way, with the text that is to be kept of it. */
export type Offered = Release & { json: string };

/** Milliseconds between two questions, and between two reports. */
const ASK = 500;
const TELL = 2000;

/**
 * What to begin with, best first: what the registry says now, what it said last. What is not the
 * registry's is none.
 */
export async function offeredAtStart(following: Following): Promise<Offered[]> {
  const { client, cache, log } = following;
  const asked = await offered(following, () => client.release(0));
  const kept = await offered(following, async () => (await cache.read()) ?? null);
  const found = [asked, kept].flatMap((one) => {
    if ('refusal' in one) tellRefusal(log, one.refusal);
    return 'json' in one ? [one] : [];
  });
  return found.filter((one, index) => index === 0 || one.json !== found[0]?.json);
}

/**
 * Asks twice a second whether something else is to be served, and has it served. What cannot be
 * opened is refused with an alert in the log, and not tried again; what is served goes on.
 *
 * @param known the release that is served, or was refused; 0 for none
 */
export function followRegistry(
  following: Following,
  generations: Pick<Generations, 'change'>,
  known: number,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const { client, log } = following;
  const held: { known: number; refusal: Refusal | undefined } = { known, refusal: undefined };
  const ask = async (): Promise<void> => {
    const found = await offered(following, () => client.release(held.known));
    const refusal = 'refusal' in found ? found.refusal : undefined;
    // said once, and not twice a second
    if (refusal && refusal.code !== held.refusal?.code) tellRefusal(log, refusal);
    held.refusal = refusal;
    if (!('json' in found) || found.id <= held.known) return;
    held.known = found.id;
    await take(following, generations, found);
  };
  const tasks = [
    repeat(ASK, { signal, log }, ask),
    repeat(TELL, { signal, log }, () => tell(following)),
  ];
  return {
    async stop() {
      stopping.abort();
      await Promise.all(tasks);
      await tell(following);
      await client.close();
    },
  };
}

/** Says that a supergraph could not be opened. */
export function refuseSupergraph(log: Logger, release: number, error: unknown): void {
  // words of ours name no value; those of a parser might
  const problem = error instanceof SupergraphError ? error.message : 'it cannot be opened';
  log.error({ alert: 'SUPERGRAPH_REFUSED', release, problem }, 'the last good supergraph stays');
}

/** Keeps a release; a file that cannot be written is missed at the next start only. */
export async function keepRelease({ cache, log }: Following, json: string): Promise<void> {
  await cache.write(json).catch(() => {
    log.warn('SUPERGRAPH_CACHE cannot be written');
  });
}

async function take(
  following: Following,
  generations: Pick<Generations, 'change'>,
  { id: release, served, json }: Offered,
): Promise<void> {
  const { log } = following;
  try {
    await generations.change(served);
  } catch (error) {
    refuseSupergraph(log, release, error);
    return;
  }
  log.info({ release }, 'a new supergraph is served');
  await keepRelease(following, json);
}

/** Why nothing was offered: it is not the registry's, or the registry does not answer. */
type Refusal = { code: string; isAlert: boolean };

async function offered(
  { config, now }: Following,
  read: () => Promise<string | null>,
): Promise<Offered | { refusal: Refusal } | { news: false }> {
  try {
    const json = await read();
    if (json === null) return { news: false };
    return { ...(await readRelease(json, config.pinnedKeysDir, now())), json };
  } catch (error) {
    if (error instanceof ReleaseError) return { refusal: { code: error.code, isAlert: true } };
    if (error instanceof SubgraphFailure) return { refusal: { code: error.code, isAlert: false } };
    throw error;
  }
}

function tellRefusal(log: Logger, { code: cause, isAlert }: Refusal): void {
  if (isAlert)
    log.error({ alert: 'RELEASE_REFUSED', cause }, 'what is offered is not the registry’s');
  else log.warn({ cause }, 'the registry does not answer; what is served goes on');
}

async function tell({ client, usage, log }: Following): Promise<void> {
  const operations = usage.take();
  if (operations.length === 0) return;
  await client.report(operations).catch((error: unknown) => {
    usage.putBack(operations);
    const cause = error instanceof SubgraphFailure ? error.code : 'UNKNOWN';
    log.debug({ cause }, 'the registry was not told what is used');
  });
}

/** Until told to stop; what goes wrong once is tried again. */
async function repeat(
  milliseconds: number,
  { signal, log }: { signal: AbortSignal; log: Logger },
  act: () => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    await act().catch((error: unknown) => {
      log.error({ err: error }, 'following the registry failed');
    });
    await sleep(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

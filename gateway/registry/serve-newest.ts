import { serveGenerations } from '../generations/serve-generations.ts';
import type { Generations } from '../generations/serve-generations.ts';
import type { GenerationParts } from '../generations/start-generation.ts';
import {
  followRegistry,
  keepRelease,
  offeredAtStart,
  refuseSupergraph,
} from './follow-registry.ts';
import type { Following } from './follow-registry.ts';
import { createRegistryClient } from './registry-client.ts';
import { createReleaseCache } from './release-cache.ts';
import { createUsageReport } from './usage-report.ts';

export type Serving = {
  generations: Generations;
  /** Changes nothing any more, and tells the registry the rest. */
  stopFollowing(): Promise<void>;
};

/**
 * Serves what the registry says, or said last, or the supergraph of the configuration, whichever of
 * them comes first that can be opened; then follows the registry, where there is one.
 *
 * @throws SupergraphError, or whatever is wrong with the supergraph of the configuration
 */
export async function serveNewest(parts: Omit<GenerationParts, 'noteUsage'>): Promise<Serving> {
  const { config, sign, log } = parts;
  const { registry, supergraphSdl } = config;
  const own = { supergraphSdl, canary: undefined };
  if (registry === undefined) {
    const generations = await serveGenerations({ ...parts, noteUsage: undefined }, own);
    return { generations, stopFollowing: () => Promise.resolve() };
  }
  const following: Following = {
    client: createRegistryClient(registry.url, sign),
    cache: createReleaseCache(registry.cache),
    usage: createUsageReport(Date.now),
    ...{ config: registry, log, now: () => new Date() },
  };
  const all = { ...parts, noteUsage: following.usage.note };
  const begun = await beginWithOffered(all, following);
  const generations = begun.generations ?? (await serveGenerations(all, own));
  const follower = followRegistry(following, generations, begun.known);
  return { generations, stopFollowing: () => follower.stop() };
}

type Begun = { generations: Generations | undefined; known: number };

async function beginWithOffered(parts: GenerationParts, following: Following): Promise<Begun> {
  const offers = await offeredAtStart(following);
  const known = Math.max(0, ...offers.map(({ id }) => id));
  for (const { id: release, served, json } of offers) {
    try {
      const generations = await serveGenerations(parts, served);
      following.log.info({ release }, 'a supergraph of the registry is served');
      await keepRelease(following, json);
      return { generations, known };
    } catch (error) {
      refuseSupergraph(following.log, release, error);
    }
  }
  return { generations: undefined, known };
}

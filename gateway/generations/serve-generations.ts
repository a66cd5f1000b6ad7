import type { FastifyReply, FastifyRequest } from 'fastify';
import { startGeneration } from './start-generation.ts';
import type { Generation, GenerationParts } from './start-generation.ts';

/** What is to be served. */
export type Served = {
  supergraphSdl: string;
  /** What so many of a hundred requests get instead. */
  canary: { supergraphSdl: string; percent: number } | undefined;
};

export type Generations = {
  /** Answers by the supergraph of now; for a part of the requests, by the one on trial. */
  answer(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
  /**
   * Serves something else from the next request on. What is under way is answered by what it began
   * with.
   *
   * @throws when one of the supergraphs cannot be opened; all stays as it was then
   */
  change(served: Served): Promise<void>;
  /** Ends them all, once everything is answered. */
  end(): Promise<void>;
};

type Current = { stable: Generation; canary: Generation | undefined; percent: number };

/** @throws when the supergraph cannot be opened */
export async function serveGenerations(
  parts: GenerationParts,
  first: Served,
): Promise<Generations> {
  const held = { current: await startCurrent(parts, first, undefined) };
  const ending = new Set<Promise<void>>();
  return {
    answer: (request, reply) => pick(held.current, request.id).answer(request, reply),
    async change(served) {
      const before = held.current;
      const next = await startCurrent(parts, served, before);
      held.current = next;
      for (const old of [before.stable, before.canary]) {
        if (old === undefined || old === next.stable || old === next.canary) continue;
        const end = old.end().finally(() => ending.delete(end));
        ending.add(end);
      }
    },
    async end() {
      const { stable, canary } = held.current;
      await Promise.all([stable.end(), canary?.end(), ...ending]);
    },
  };
}

/** One that runs already and has the same supergraph goes on running. */
async function startCurrent(
  parts: GenerationParts,
  { supergraphSdl, canary }: Served,
  before: Current | undefined,
): Promise<Current> {
  const running = [before?.stable, before?.canary].filter((one) => one !== undefined);
  const find = (sdl: string) => running.find((one) => one.supergraphSdl === sdl);
  const known = find(supergraphSdl);
  const stable = known ?? (await startGeneration(parts, supergraphSdl));
  if (canary === undefined) return { stable, canary: undefined, percent: 0 };
  try {
    const trial =
      find(canary.supergraphSdl) ?? (await startGeneration(parts, canary.supergraphSdl));
    return { stable, canary: trial, percent: canary.percent };
  } catch (error) {
    if (known === undefined) await stable.end();
    throw error;
  }
}

/** Ids of requests are random, made here, so that nobody chooses what they get. */
function pick({ stable, canary, percent }: Current, requestId: string): Generation {
  if (canary === undefined) return stable;
  return Number.parseInt(requestId.slice(0, 8), 16) % 100 < percent ? canary : stable;
}

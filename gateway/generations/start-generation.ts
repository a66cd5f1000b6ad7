import type { AsyncLocalStorage } from 'node:async_hooks';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CallSigner } from '../../subgraphs/kit/channel/sign-call.ts';
import type { Logger } from '../../subgraphs/kit/log/logger.ts';
import type { KeyRing } from '../../subgraphs/kit/service/key-ring.ts';
import type { GatewayConfig } from '../config.ts';
import { createFederation } from '../create-federation.ts';
import { createServer } from '../create-server.ts';
import type { HubLedger } from '../ledger/hub-ledger.ts';
import { warnOfUnknown } from '../open-keys.ts';
import type { GatewayContext } from '../subgraph-data-source.ts';
import type { UsageNote } from '../registry/usage-report.ts';

export type GenerationParts = {
  config: GatewayConfig;
  app: FastifyInstance;
  sign: CallSigner;
  /** The gateway's own keys and those of the subgraphs, as they are now. */
  keys: () => Promise<KeyRing>;
  /** Where it is recorded who asks, before anybody is asked. */
  ledger: HubLedger;
  /** The request that is being answered. */
  underWay: AsyncLocalStorage<GatewayContext>;
  /** Told of each operation; absent where nobody wants to know. */
  noteUsage: UsageNote | undefined;
  log: Logger;
};

/** All that answers by one supergraph. */
export type Generation = {
  supergraphSdl: string;
  answer(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
  /** Waits until everything that it was given is answered, then lets go of its connections. */
  end(): Promise<void>;
};

/**
 * Makes everything for one supergraph, ready to answer.
 *
 * @throws when the supergraph cannot be opened; nothing of it is left then. SupergraphError when it
 *   demands what nobody here would enforce
 */
export async function startGeneration(
  parts: GenerationParts,
  supergraphSdl: string,
): Promise<Generation> {
  const { app, sign, keys, ledger, log, underWay, noteUsage } = parts;
  const config = { ...parts.config, supergraphSdl };
  const federation = createFederation(config, { sign, log, ledger });
  try {
    const server = createServer(config, { federation, underWay, noteUsage, log });
    await server.start();
    warnOfUnknown(federation.subgraphs, await keys(), log);
    const handle = fastifyApolloHandler(server, { context: () => contextUnderWay(underWay) });
    const open = countOpen();
    return {
      supergraphSdl,
      answer: (request, reply) =>
        open.during(() => Promise.resolve(handle.call(app, request, reply))),
      async end() {
        await open.none();
        await server.stop();
        await federation.close();
      },
    };
  } catch (error) {
    await federation.close();
    throw error;
  }
}

/** Counts what is under way, and says when it is over. */
function countOpen() {
  const held = { count: 0, whenNone: new Set<() => void>() };
  return {
    async during<Result>(run: () => Promise<Result>): Promise<Result> {
      held.count += 1;
      try {
        return await run();
      } finally {
        held.count -= 1;
        if (held.count === 0) for (const tell of held.whenNone) tell();
      }
    },
    none: (): Promise<void> =>
      held.count === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            held.whenNone.add(resolve);
          }),
  };
}

function contextUnderWay(underWay: AsyncLocalStorage<GatewayContext>): Promise<GatewayContext> {
  const context = underWay.getStore();
  if (context === undefined) throw new Error('A request is answered that was never received');
  return Promise.resolve(context);
}

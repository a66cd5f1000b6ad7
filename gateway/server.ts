import { AsyncLocalStorage } from 'node:async_hooks';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createCallSigner } from '../subgraphs/kit/channel/sign-call.ts';
import { createLogger } from '../subgraphs/kit/log/logger.ts';
import type { Logger } from '../subgraphs/kit/log/logger.ts';
import { createCallerReader } from '../subgraphs/kit/people/read-caller.ts';
import { findServiceKeys } from '../subgraphs/kit/service/load-service-keys.ts';
import { emptyCargo, fillParts } from './cargo.ts';
import { silenceApollo } from './config.ts';
import type { GatewayConfig } from './config.ts';
import { createDoor } from './create-door.ts';
import { createFederation } from './create-federation.ts';
import { createServer } from './create-server.ts';
import { edgeError } from './mask-error.ts';
import { receiveCaller } from './people/receive-caller.ts';
import type { Visitor } from './people/receive-caller.ts';
import { createDocumentReceiver } from './receive-document.ts';
import type { GatewayContext } from './subgraph-data-source.ts';

export type RunningGateway = {
  /** Where it listens, without a path. */
  url: string;
  /** Finishes what is under way, then lets go of everything. */
  stop(): Promise<void>;
};

/**
 * Serves the graph at `/graphql`, with `/health/live` and `/health/ready` beside it.
 *
 * @throws KeysError or ConfigError when it has no keys to sign calls with, SupergraphError when the
 *   supergraph demands what nobody here would enforce
 */
export async function startGateway(
  config: GatewayConfig,
  log: Logger = createLogger('gateway', config.logLevel),
): Promise<RunningGateway> {
  silenceApollo();
  const underWay = new AsyncLocalStorage<GatewayContext>();
  const now = () => new Date();
  const sign = createCallSigner(await findServiceKeys(config), now);
  const federation = createFederation(config, { sign, log });
  const app = createDoor(config.bodyLimit, log, config.door);
  const server = createServer(config, { federation, app, underWay, log });
  const read = createCallerReader({ ...config.people, remember: true, now });
  const receiveDocument = createDocumentReceiver(config.documents);
  await server.start();
  const handle = fastifyApolloHandler(server, { context: () => contextUnderWay(underWay) });
  app.post('/graphql', async (request, reply) => {
    const visitor = await receiveCaller(request, reply, { read, log });
    if (visitor === undefined || !receiveDocument(request, reply, log)) return reply;
    const context = contextOf(request.id, visitor);
    const answer: unknown = await underWay.run(context, () => handle.call(app, request, reply));
    return typeof answer === 'string' ? fillParts(answer, context.cargo.parts) : answer;
  });
  app.get('/graphql', refuseGet);
  const url = await app.listen({ host: config.host, port: config.port });
  return {
    url,
    async stop() {
      // a connection that is busy now falls idle with its answer, and would be kept for the next
      const sweep = setInterval(() => {
        app.server.closeIdleConnections();
      }, 50);
      await server.stop();
      clearInterval(sweep);
      await federation.close();
    },
  };
}

/** A document in an address would be in every log on the way, and a proof is of a POST. */
function refuseGet(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  void reply.code(405).header('allow', 'POST');
  return reply.send(edgeError('BAD_REQUEST', request.id));
}

function contextOf(requestId: string, visitor: Visitor): GatewayContext {
  return { ...visitor, requestId, cargo: emptyCargo(), verdict: { found: undefined } };
}

function contextUnderWay(underWay: AsyncLocalStorage<GatewayContext>): Promise<GatewayContext> {
  const context = underWay.getStore();
  if (context === undefined) throw new Error('A request is answered that was never received');
  return Promise.resolve(context);
}

import { AsyncLocalStorage } from 'node:async_hooks';
import { ApolloServer } from '@apollo/server';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import type { GraphQLFormattedError } from 'graphql';
import { createLogger } from '../subgraphs/kit/log/logger.ts';
import type { Logger } from '../subgraphs/kit/log/logger.ts';
import { apolloLogger } from './apollo-logger.ts';
import { emptyCargo, fillParts, markParts } from './cargo.ts';
import { silenceApollo } from './config.ts';
import type { GatewayConfig } from './config.ts';
import { createDoor } from './create-door.ts';
import { createFederation } from './create-federation.ts';
import { errorCode, maskError } from './mask-error.ts';
import { silentPlugins } from './silent-plugins.ts';
import type { GatewayContext } from './subgraph-data-source.ts';

export type RunningGateway = {
  /** Where it listens, without a path. */
  url: string;
  /** Finishes what is under way, then lets go of everything. */
  stop(): Promise<void>;
};

/** Serves the graph at `/graphql`, with `/health/live` and `/health/ready` beside it. */
export async function startGateway(
  config: GatewayConfig,
  log: Logger = createLogger('gateway', config.logLevel),
): Promise<RunningGateway> {
  silenceApollo();
  const underWay = new AsyncLocalStorage<GatewayContext>();
  const federation = createFederation(config, log);
  const app = createDoor(config.bodyLimit, log);
  const server = new ApolloServer<GatewayContext>({
    gateway: federation.gateway,
    nodeEnv: 'production',
    csrfPrevention: true,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: apolloLogger(log),
    plugins: [...silentPlugins(), fastifyApolloDrainPlugin(app)],
    formatError: (formatted) => masked(formatted, underWay.getStore()?.requestId ?? '', log),
    // of the extensions, in which Apollo tells why it nulled a field, nothing goes out
    stringifyResult: ({ errors, data }) =>
      markParts({ errors, data }, underWay.getStore()?.cargo.parts ?? []),
  });
  await server.start();
  const handle = fastifyApolloHandler(server, {
    context: ({ id }) => Promise.resolve(underWay.getStore() ?? contextOf(id)),
  });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    async handler(request, reply) {
      const context = contextOf(request.id);
      const answer: unknown = await underWay.run(context, () => handle.call(app, request, reply));
      return typeof answer === 'string' ? fillParts(answer, context.cargo.parts) : answer;
    },
  });
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

function contextOf(requestId: string): GatewayContext {
  return { requestId, cargo: emptyCargo() };
}

function masked(
  formatted: GraphQLFormattedError,
  requestId: string,
  log: Logger,
): GraphQLFormattedError {
  const code = errorCode(formatted);
  if (code === 'INTERNAL_SERVER_ERROR')
    log.error({ requestId, code }, 'a part of a request failed');
  return maskError(formatted, requestId);
}

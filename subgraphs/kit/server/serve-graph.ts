import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Logger } from '../log/logger.ts';
import { maskError } from './mask-error.ts';

/** An inquiry of a thousand parties with every agency's reply stays well below this. */
const BODY_LIMIT = 64 * 1024 * 1024;

export type GraphOptions<Context> = {
  schema: GraphQLSchema;
  /** Copied for each request, so that what a request loads in batches stays its own. */
  context: Context;
  host: string;
  port: number;
  log: Logger;
  /** Whether the service can answer now; what it lacks otherwise, in words. */
  ready: () => Promise<true | string>;
};

export type RunningServer = { url: string; stop(): Promise<void> };

/** Serves a schema at `/graphql`, with `/health/live` and `/health/ready` beside it. */
export async function serveGraph<Context extends object>(
  options: GraphOptions<Context>,
): Promise<RunningServer> {
  const app = fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: 'idle' });
  const server = new ApolloServer<Context>({
    schema: options.schema,
    csrfPrevention: true,
    introspection: true,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    // Apollo's own breaks the lines, which nobody reads here
    stringifyResult: (result) => JSON.stringify(result),
    plugins: [fastifyApolloDrainPlugin(app), ApolloServerPluginCacheControlDisabled()],
    formatError: (formatted: GraphQLFormattedError, error: unknown) =>
      maskError(formatted, error, options.log),
  });
  await server.start();
  addHealth(app, options.ready);
  app.route({
    method: ['GET', 'POST', 'OPTIONS'],
    url: '/graphql',
    handler: fastifyApolloHandler(server, {
      context: () => Promise.resolve({ ...options.context }),
    }),
  });
  const url = await app.listen({ host: options.host, port: options.port });
  return { url, stop: () => server.stop() };
}

function addHealth(app: FastifyInstance, ready: () => Promise<true | string>): void {
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const state = await ready();
    if (state === true) return { status: 'ready' };
    return reply.code(503).send({ status: 'not ready', lacks: state });
  });
}

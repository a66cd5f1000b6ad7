import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Logger } from '../log/logger.ts';
import { maskError } from './mask-error.ts';

/** A subgraph's GraphQL server; it is not started yet. */
export function createApollo<Context extends object>(
  { schema, log }: { schema: GraphQLSchema; log: Logger },
  app: FastifyInstance,
): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    csrfPrevention: true,
    // of use to the gateway's operators alone: nobody else gets this far
    introspection: true,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    // Apollo's own breaks the lines, which nobody reads here
    stringifyResult: (result) => JSON.stringify(result),
    plugins: [
      fastifyApolloDrainPlugin(app),
      ApolloServerPluginCacheControlDisabled(),
      // a trace would say more of errors than the mask lets out
      ApolloServerPluginInlineTraceDisabled(),
    ],
    formatError: (formatted: GraphQLFormattedError, error: unknown) =>
      maskError(formatted, error, log),
  });
}

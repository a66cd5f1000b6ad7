import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from '../log/logger.ts';

/**
 * Errors a caller meets carry a code and words of ours. Anything else is a defect: it is logged by
 * kind and place, and the caller is told only that something failed.
 */
export function maskError(
  formatted: GraphQLFormattedError,
  error: unknown,
  log: Logger,
): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  if (original instanceof GraphQLError) return withoutStack(formatted);
  log.error({ err: original, path: formatted.path?.join('.') }, 'a resolver failed');
  const { path } = formatted;
  const masked = {
    message: 'Something failed here.',
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
  return path === undefined ? masked : { ...masked, path };
}

function withoutStack(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const extensions = { ...formatted.extensions };
  delete extensions['stacktrace'];
  return { ...formatted, extensions };
}

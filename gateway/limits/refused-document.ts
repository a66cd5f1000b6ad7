import { GraphQLError } from 'graphql';
import type { LimitName } from './limits.ts';

/** What a rule reports about a document beyond a limit. Says nothing of the document. */
export function beyondLimit(limit: LimitName): GraphQLError {
  return new GraphQLError('Refused', { extensions: { refused: 'LIMIT_EXCEEDED', limit } });
}

/** What a rule reports about an alias that takes a name the graph needs. */
export function aliasNotAllowed(): GraphQLError {
  return new GraphQLError('Refused', { extensions: { refused: 'ALIAS_NOT_ALLOWED' } });
}

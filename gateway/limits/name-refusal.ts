import type { GraphQLFormattedError } from 'graphql';
import { isLimitName } from './limits.ts';

/** How graphql 16 says that `maxLexicalTokens` was passed, spelling included. */
const TOO_MANY_TOKENS = /^Syntax Error: Document contains more tha[nt] \d+ tokens/u;

/**
 * The error under the code of the contract, where it comes from a limit or a rule of this folder;
 * any other as it is. Apollo Server replaces the code of whatever parsing and validation report.
 */
export function nameRefusal(error: GraphQLFormattedError): GraphQLFormattedError {
  const { code, refused, limit } = error.extensions ?? {};
  if (code === 'GRAPHQL_PARSE_FAILED' && TOO_MANY_TOKENS.test(error.message)) {
    return { ...error, extensions: { code: 'LIMIT_EXCEEDED', limit: 'tokens' } };
  }
  if (code !== 'GRAPHQL_VALIDATION_FAILED') return error;
  if (refused === 'ALIAS_NOT_ALLOWED') return { ...error, extensions: { code: refused } };
  if (refused !== 'LIMIT_EXCEEDED' || !isLimitName(limit)) return error;
  return { ...error, extensions: { code: refused, limit } };
}

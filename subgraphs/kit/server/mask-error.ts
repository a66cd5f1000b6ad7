import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import { ARGUMENT_PROBLEMS, ERROR_MESSAGES } from '../../../schema/contract/errors.ts';
import type { ArgumentProblem, ErrorCode } from '../../../schema/contract/errors.ts';
import { LedgerError } from '../ledger/ledger-error.ts';
import type { Logger } from '../log/logger.ts';

const DEFECT = 'INTERNAL_SERVER_ERROR';

/**
 * What a caller is told of an error: a code of the contract in the contract's words, and for an
 * argument its name and the rule it breaks. Words of graphql and of plugins are left out, since
 * they may quote a value. An error without such a code is a defect: it is logged by kind and place,
 * and the caller is told only that something failed.
 */
export function maskError(
  formatted: GraphQLFormattedError,
  error: unknown,
  log: Logger,
): GraphQLFormattedError {
  const { path, locations } = formatted;
  const original = unwrapResolverError(error);
  const code = original instanceof GraphQLError ? codeOf(formatted) : codeOfOurs(original);
  if (!(original instanceof GraphQLError) || code === DEFECT)
    log.error({ err: original, path: path?.join('.') }, 'a resolver failed');
  const argument = argumentProblem(formatted);
  return {
    message: argument?.message ?? ERROR_MESSAGES[code],
    ...(locations && code !== DEFECT && { locations }),
    ...(path && { path }),
    extensions: { code, ...argument?.named },
  };
}

/** What could not be recorded is not told: whoever asks may hear that, and try again. */
function codeOfOurs(error: unknown): ErrorCode {
  const isUnrecorded = error instanceof LedgerError && error.code === 'UNAVAILABLE';
  return isUnrecorded ? 'LEDGER_UNAVAILABLE' : DEFECT;
}

function codeOf({ extensions }: GraphQLFormattedError): ErrorCode {
  const code = extensions?.['code'];
  return typeof code === 'string' && isOneOf(ERROR_MESSAGES, code) ? code : DEFECT;
}

/** Which argument breaks which rule; see `badArgument`. */
function argumentProblem({ extensions }: GraphQLFormattedError) {
  const { code, argument, problem } = extensions ?? {};
  // of a day or an instant that stands in the document, validation finds it out
  if (code !== 'BAD_USER_INPUT' && code !== 'GRAPHQL_VALIDATION_FAILED') return undefined;
  if (typeof argument !== 'string') return undefined;
  if (typeof problem !== 'string' || !isOneOf(ARGUMENT_PROBLEMS, problem)) return undefined;
  const named: { argument: string; problem: ArgumentProblem } = { argument, problem };
  return { message: `${argument} ${ARGUMENT_PROBLEMS[problem]}.`, named };
}

function isOneOf<Words extends object>(words: Words, name: string): name is keyof Words & string {
  return Object.hasOwn(words, name);
}

import { GraphQLError } from 'graphql';
import { ARGUMENT_PROBLEMS, ERROR_MESSAGES } from '../../../schema/contract/errors.ts';
import type { ArgumentProblem, ErrorCode } from '../../../schema/contract/errors.ts';

/** An error that a client is meant to meet: a code of the contract, in the contract's words. */
export function graphError(code: ErrorCode): GraphQLError {
  return new GraphQLError(ERROR_MESSAGES[code], { extensions: { code } });
}

/** An argument that breaks its rule. Names the argument and the rule; the value is not repeated. */
export function badArgument(argument: string, problem: ArgumentProblem): GraphQLError {
  const message = `${argument} ${ARGUMENT_PROBLEMS[problem]}.`;
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', argument, problem } });
}

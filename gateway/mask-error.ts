import type { GraphQLFormattedError } from 'graphql';
import { ARGUMENT_PROBLEMS, ERROR_MESSAGES } from '../schema/contract/errors.ts';
import type { ArgumentProblem, ErrorCode } from '../schema/contract/errors.ts';
import { isLimitName } from './limits/limits.ts';
import { nameRefusal } from './limits/name-refusal.ts';

export type { ErrorCode } from '../schema/contract/errors.ts';

/** Messages of validation that quote names of the graph and of the document, never a value. */
const NAMES_ONLY = new RegExp(
  [
    'Cannot (?:query field|spread fragment)',
    'Unknown (?:argument|type|fragment|directive)',
    'Fields? "[\\w.]+" (?:of (?:required )?type|must not have|argument|conflict|is not defined)',
    'Variable "\\$\\w+" (?:is not|is never|of type)',
    'Fragment "\\w+" (?:is never used|cannot be spread|cannot condition)',
    'Directive "@\\w+" (?:argument|may not be used)',
    'The directive "@\\w+" can only be used once',
    'There can be only one ',
    'There is no such kind of operation',
    'This anonymous operation must be the only',
  ]
    .map((beginning) => `^${beginning}`)
    .join('|'),
  'u',
);

/** Names of the graph that whoever asked did not know; they are for those who may read the schema. */
const SUGGESTION = /\s*Did you mean [^]*$/u;

/**
 * What a client is told of an error: a code, words of ours, where in the document or the answer,
 * and the id under which the log has it. No stack, no subgraph, no address, no value.
 */
export function maskError(given: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  const error = nameRefusal(given);
  const code = errorCode(error);
  const { path, locations } = error;
  const argument = argumentProblem(error);
  const plain = code === 'GRAPHQL_VALIDATION_FAILED' && NAMES_ONLY.test(error.message);
  return {
    message: plain
      ? error.message.replace(SUGGESTION, '')
      : (argument?.message ?? variableProblem(error) ?? ERROR_MESSAGES[code]),
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { code, ...argument?.named, ...passedLimit(error), requestId },
  };
}

/** The code of an error when it is one of ours; anything else is a defect. */
export function errorCode({ extensions }: GraphQLFormattedError): ErrorCode {
  const code = extensions?.['code'];
  return typeof code === 'string' && isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR';
}

/** An error made at the edge, outside GraphQL. */
export function edgeError(code: ErrorCode, requestId: string) {
  return { errors: [{ message: ERROR_MESSAGES[code], extensions: { code, requestId } }] };
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_MESSAGES, code);
}

/** The name of an argument, in any graph; a value does not look like one. */
const ARGUMENT_NAME = /^[a-zA-Z]\w{0,39}$/u;

/** Which argument breaks which rule, where a subgraph says so in the contract's words. */
function argumentProblem({ extensions }: GraphQLFormattedError) {
  const { argument, problem } = extensions ?? {};
  if (typeof argument !== 'string' || !ARGUMENT_NAME.test(argument)) return undefined;
  if (typeof problem !== 'string' || !isArgumentProblem(problem)) return undefined;
  const message = `${argument} ${ARGUMENT_PROBLEMS[problem]}.`;
  return { message, named: { argument, problem } };
}

/** How graphql begins what it says of a variable's value, which it goes on to quote. */
const OF_VARIABLE = /^Variable "\$([a-zA-Z_]\w{0,39})" (?:of |got )/u;

/** Which variable does not fit. Where it stands is told by graphql here, and by no subgraph. */
function variableProblem({ message, extensions, locations, path }: GraphQLFormattedError) {
  if (extensions?.['code'] !== 'BAD_USER_INPUT' || !locations || path) return undefined;
  const name = OF_VARIABLE.exec(message)?.[1];
  return name && `Variable "$${name}" is missing or does not fit its type.`;
}

/** Which limit a document is beyond. */
function passedLimit({ extensions }: GraphQLFormattedError) {
  const { code, limit } = extensions ?? {};
  return code === 'LIMIT_EXCEEDED' && isLimitName(limit) ? { limit } : undefined;
}

function isArgumentProblem(problem: string): problem is ArgumentProblem {
  return Object.hasOwn(ARGUMENT_PROBLEMS, problem);
}

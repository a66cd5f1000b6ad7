import type { GraphQLFormattedError } from 'graphql';
import { maskError } from '../mask-error.ts';
import type { Verdict } from './enforce-rules.ts';
import { placeOf, withNulls } from './put-nulls.ts';

export type Answered = {
  data?: unknown;
  errors?: readonly GraphQLFormattedError[] | undefined;
};

/**
 * The answer to an operation that was refused in part: null where it was, and for each refused field
 * one error of code UNAUTHENTICATED or FORBIDDEN at its first place. An operation that failed as a
 * whole stays as it is.
 */
export function tellRefusals(
  answered: Answered,
  { refused, nulls, rewritten }: Verdict,
  requestId: string,
): Answered {
  if (answered.data === undefined) return answered;
  const data = rewritten ? withNulls(answered.data, nulls, rewritten.prefix) : answered.data;
  const told = refused.map((field) => {
    const error = { message: '', path: placeOf(data, field), extensions: { code: field.code } };
    return maskError(error, requestId);
  });
  return { data, errors: [...(answered.errors ?? []), ...told] };
}

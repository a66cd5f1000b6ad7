import { z } from 'zod';
import { badArgument } from '../../kit/graph/graph-error.ts';
import { parseCaseNo } from '../../kit/identifiers/parse-case-no.ts';

const uuid = z.uuid();

/** @throws GraphQLError BAD_USER_INPUT naming the argument; the value is not repeated. */
export function idArgument(value: string, argument: string): string {
  const parsed = uuid.safeParse(value);
  if (parsed.success) return parsed.data.toLowerCase();
  throw badArgument(argument, 'NOT_AN_ID');
}

/** A case number in its full-width form. @throws GraphQLError BAD_USER_INPUT when it is none. */
export function caseNoArgument(text: string): string {
  const parsed = parseCaseNo(text);
  if (parsed.ok) return parsed.caseNo;
  throw badArgument('caseNo', 'NOT_A_CASE_NUMBER');
}

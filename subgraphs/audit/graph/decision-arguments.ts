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

/** Halves of characters and control characters, but for tabs and line breaks. */
const NOT_TEXT = /[[\p{Cs}\p{Cc}]--[\t\n\r]]/v;

/** A reason in a person's words, 4 to 500 characters. @throws GraphQLError BAD_USER_INPUT */
export function reasonArgument(text: string): string {
  if (NOT_TEXT.test(text)) throw badArgument('reason', 'NOT_PLAIN_TEXT');
  const reason = text.trim();
  if (reason.length >= 4 && reason.length <= 500) return reason;
  throw badArgument('reason', 'REASON_LENGTH');
}

/** A case number in its full-width form. @throws GraphQLError BAD_USER_INPUT when it is none. */
export function caseNoArgument(text: string): string {
  const parsed = parseCaseNo(text);
  if (parsed.ok) return parsed.caseNo;
  throw badArgument('caseNo', 'NOT_A_CASE_NUMBER');
}

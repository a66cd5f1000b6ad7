import { z } from 'zod';
import { parseCaseNo } from '../../kit/identifiers/parse-case-no.ts';
import { badArgument } from '../../kit/graph/graph-error.ts';

const uuid = z.uuid();

/** @throws GraphQLError BAD_USER_INPUT naming the argument; the value is not repeated. */
export function uuidArgument(value: string, argument: string): string {
  const parsed = uuid.safeParse(value);
  if (parsed.success) return parsed.data;
  throw badArgument(argument, 'NOT_AN_ID');
}

const REASON_LENGTH = { least: 4, most: 500 };
const LEGAL_BASIS_LENGTH = { least: 4, most: 200 };

/** A reason in a person's words. @throws GraphQLError BAD_USER_INPUT when it is too short or long. */
export function reasonArgument(text: string): string {
  const reason = plainText(text, 'reason');
  if (isWithin(reason, REASON_LENGTH)) return reason;
  throw badArgument('reason', 'REASON_LENGTH');
}

/**
 * The document or statute that allows an inquiry.
 *
 * @throws GraphQLError BAD_USER_INPUT when it is too short or long for a warrant.
 */
export function legalBasisArgument(text: string): string {
  const basis = plainText(text, 'legalBasis');
  if (isWithin(basis, LEGAL_BASIS_LENGTH)) return basis;
  throw badArgument('legalBasis', 'LEGAL_BASIS_LENGTH');
}

/**
 * Whether a text can be kept and shown as it is: PostgreSQL keeps no null character, a half of a
 * surrogate pair becomes another character on the way, and to a terminal the others are orders.
 * Tabs and line breaks are text.
 */
export function isPlainText(text: string): boolean {
  return !/[[\p{Cs}\p{Cc}]--[\t\n\r]]/v.test(text);
}

function plainText(text: string, argument: string): string {
  if (isPlainText(text)) return text.trim();
  throw badArgument(argument, 'NOT_PLAIN_TEXT');
}

function isWithin(text: string, { least, most }: typeof REASON_LENGTH): boolean {
  return text.length >= least && text.length <= most;
}

/** A case number in its full-width form. @throws GraphQLError BAD_USER_INPUT when it is none. */
export function caseNoArgument(text: string): string {
  const parsed = parseCaseNo(text);
  if (parsed.ok) return parsed.caseNo;
  throw badArgument('caseNo', 'NOT_A_CASE_NUMBER');
}

/** Printable ASCII, at most 255 characters, as OpenID Connect Core, section 2, bounds a `sub`. */
const SUBJECT = /^[\x21-\x7e]{1,255}$/u;

/** The `sub` of somebody's tokens. @throws GraphQLError BAD_USER_INPUT naming the argument. */
export function subjectArgument(text: string, argument: string): string {
  if (SUBJECT.test(text)) return text;
  throw badArgument(argument, 'NOT_A_SUBJECT');
}

import { z } from 'zod';
import { parseCaseNo } from '../../kit/identifiers/parse-case-no.ts';
import { badArgument } from '../../kit/graph/graph-error.ts';
import { isWithin, plainText } from '../../kit/graph/plain-text.ts';

/** What a page holds at most; `PAGE_SIZE` of the contract says so. */
export const PAGE_SIZE = 1000;

const uuid = z.uuid();

/**
 * An id as this graph gives it out, in whichever case it was written (RFC 9562 §4).
 *
 * @throws GraphQLError BAD_USER_INPUT naming the argument; the value is not repeated.
 */
export function uuidArgument(value: string, argument: string): string {
  const parsed = uuid.safeParse(value);
  if (parsed.success) return parsed.data.toLowerCase();
  throw badArgument(argument, 'NOT_AN_ID');
}

const LEGAL_BASIS_LENGTH = { least: 4, most: 200 };

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

/** A case number in its full-width form. @throws GraphQLError BAD_USER_INPUT when it is none. */
export function caseNoArgument(text: string): string {
  const parsed = parseCaseNo(text);
  if (parsed.ok) return parsed.caseNo;
  throw badArgument('caseNo', 'NOT_A_CASE_NUMBER');
}

/**
 * Agencies to ask, each once, in the order in which the court knows them.
 *
 * @throws GraphQLError BAD_USER_INPUT when there are none, or one that the court has not accepted.
 */
export function agenciesArgument(codes: readonly string[], known: readonly string[]): string[] {
  if (codes.length === 0) throw badArgument('agencies', 'EMPTY');
  if (codes.some((code) => !known.includes(code))) throw badArgument('agencies', 'NOT_AN_AGENCY');
  return known.filter((code) => codes.includes(code));
}

/** @throws GraphQLError BAD_USER_INPUT naming the one that no page has */
export function checkPageSizes(
  args: Partial<Record<'first' | 'last', number | null | undefined>>,
): void {
  for (const name of ['first', 'last'] as const) {
    const size = args[name];
    if (typeof size === 'number' && (size < 1 || size > PAGE_SIZE))
      throw badArgument(name, 'PAGE_SIZE');
  }
}

/**
 * A place in an order of intake, none past what the column can hold; undefined for an empty cursor,
 * which pages without entries handed out once.
 *
 * @throws GraphQLError BAD_USER_INPUT when it is none
 */
export function cursorArgument(
  text: string | null | undefined,
  argument: string,
): number | undefined {
  if (!text) return undefined;
  if (/^\d{1,9}$/u.test(text)) return Number(text);
  throw badArgument(argument, 'NOT_A_CURSOR');
}

/** Printable ASCII, at most 255 characters, as OpenID Connect Core, section 2, bounds a `sub`. */
const SUBJECT = /^[\x21-\x7e]{1,255}$/u;

/** The `sub` of somebody's tokens. @throws GraphQLError BAD_USER_INPUT naming the argument. */
export function subjectArgument(text: string, argument: string): string {
  if (SUBJECT.test(text)) return text;
  throw badArgument(argument, 'NOT_A_SUBJECT');
}

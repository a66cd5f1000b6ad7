import { z } from 'zod';
import { parseCaseNo } from '../../kit/identifiers/parse-case-no.ts';
import { badArgument } from '../../kit/graph/graph-error.ts';
import { isWithin, plainText } from '../../kit/graph/plain-text.ts';

const uuid = z.uuid();

/** @throws GraphQLError BAD_USER_INPUT naming the argument; the value is not repeated. */
export function uuidArgument(value: string, argument: string): string {
  const parsed = uuid.safeParse(value);
  if (parsed.success) return parsed.data;
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

/** Printable ASCII, at most 255 characters, as OpenID Connect Core, section 2, bounds a `sub`. */
const SUBJECT = /^[\x21-\x7e]{1,255}$/u;

/** The `sub` of somebody's tokens. @throws GraphQLError BAD_USER_INPUT naming the argument. */
export function subjectArgument(text: string, argument: string): string {
  if (SUBJECT.test(text)) return text;
  throw badArgument(argument, 'NOT_A_SUBJECT');
}

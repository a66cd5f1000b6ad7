import { GraphQLScalarType, Kind } from 'graphql';
import { z } from 'zod';
import { isoDate } from '../../../schema/contract/warrant.ts';
import { badArgument } from './graph-error.ts';

/** What lies outside has more digits than RFC 3339 writes, or the year 0, which PostgreSQL has not. */
export const FIRST_INSTANT = new Date('0001-01-01T00:00:00.000Z');
export const LAST_INSTANT = new Date('9999-12-31T23:59:59.999Z');

/** A calendar day, `YYYY-MM-DD` (ISO 8601), without a time or a zone. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar day, YYYY-MM-DD (ISO 8601).',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  serialize: day,
  parseValue: day,
  parseLiteral: (node) => day(node.kind === Kind.STRING ? node.value : undefined),
});

/** An instant in UTC, as RFC 3339 writes it. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant, RFC 3339 in UTC.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  serialize: (value) => instant(value).toISOString(),
  parseValue: instant,
  parseLiteral: (node) => instant(node.kind === Kind.STRING ? node.value : undefined),
});

function day(value: unknown): string {
  const parsed = isoDate.safeParse(value);
  if (parsed.success) return parsed.data;
  throw badArgument('Date', 'NOT_A_DAY');
}

function instant(value: unknown): Date {
  if (value instanceof Date) return value;
  const parsed = z.iso.datetime({ offset: true }).safeParse(value);
  const at = parsed.success ? new Date(parsed.data) : undefined;
  if (at && at >= FIRST_INSTANT && at <= LAST_INSTANT) return at;
  throw badArgument('DateTime', 'NOT_AN_INSTANT');
}

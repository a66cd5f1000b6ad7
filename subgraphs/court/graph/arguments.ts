import { z } from 'zod';
import { badArgument } from '../../kit/graph/graph-error.ts';

const uuid = z.uuid();

/** @throws GraphQLError BAD_USER_INPUT naming the argument; the value is not repeated. */
export function uuidArgument(value: string, argument: string): string {
  const parsed = uuid.safeParse(value);
  if (parsed.success) return parsed.data;
  throw badArgument(argument, 'NOT_AN_ID');
}

const REASON_LENGTH = { least: 4, most: 500 };

/** A reason in a person's words. @throws GraphQLError BAD_USER_INPUT when it is too short or long. */
export function reasonArgument(text: string): string {
  const reason = text.trim();
  const { least, most } = REASON_LENGTH;
  if (reason.length >= least && reason.length <= most) return reason;
  throw badArgument('reason', 'REASON_LENGTH');
}

import { badArgument } from './graph-error.ts';

const REASON_LENGTH = { least: 4, most: 500 };

/** A reason in a person's words. @throws GraphQLError BAD_USER_INPUT when it is too short or long. */
export function reasonArgument(text: string): string {
  const reason = plainText(text, 'reason');
  if (isWithin(reason, REASON_LENGTH)) return reason;
  throw badArgument('reason', 'REASON_LENGTH');
}

/**
 * Whether a text can be kept and shown as it is: PostgreSQL keeps no null character, a half of a
 * surrogate pair becomes another character on the way, and to a terminal the others are orders.
 * Tabs and line breaks are text.
 */
export function isPlainText(text: string): boolean {
  return !/[[\p{Cs}\p{Cc}]--[\t\n\r]]/v.test(text);
}

/** A text without the space around it. @throws GraphQLError BAD_USER_INPUT naming the argument. */
export function plainText(text: string, argument: string): string {
  if (isPlainText(text)) return text.trim();
  throw badArgument(argument, 'NOT_PLAIN_TEXT');
}

/** Whether a text is neither too long nor, in what can be seen of it, too short. */
export function isWithin(text: string, { least, most }: typeof REASON_LENGTH): boolean {
  return text.length <= most && text.replace(UNSEEN, '').trim().length >= least;
}

/** Zero-width spaces, joiners, fillers, and the empty pattern of Braille: on record they say nothing. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u2800]/gu;

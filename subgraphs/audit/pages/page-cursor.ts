import { z } from 'zod';
import { badArgument } from '../../kit/graph/graph-error.ts';

const cursorSchema = z.strictObject({
  /**
   * Before this instant; of the first page, so that what is written meanwhile is not among it.
   * PostgreSQL knows no year 0.
   */
  to: z.iso.datetime({ precision: 3 }).regex(/^(?!0000)/u),
  /** By source: entries before this index are still to come. */
  before: z.record(z.string(), z.int().min(0)),
});

/** How far each source was read. */
export type PageCursor = z.infer<typeof cursorSchema>;

export function writeCursor(cursor: PageCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** @throws GraphQLError BAD_USER_INPUT when it is none */
export function readCursor(text: string): PageCursor {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    throw badArgument('after', 'NOT_A_CURSOR');
  }
}

import { z } from 'zod';

/** The header by which a client says which one it is, such as `console`; a name, and no version. */
export const CLIENT_HEADER = 'relink-client';
/** Of clients that do not say. */
export const UNNAMED_CLIENT = 'unnamed';
export const CLIENT_NAME = /^[a-z][a-z0-9.-]{0,62}$/u;

/** Operations that one report holds at most. */
export const USAGE_LIMIT = 500;

/**
 * One operation that clients have sent since the last report. What it selects is told by coordinates
 * of the graph (`Enterprise.name`, `Query.stall.boothNo`); of its text, its aliases and its values
 * nothing is.
 */
const usedOperation = z.object({
  /** SHA-256 of the operation's name and coordinates, in hexadecimal; a text may hold values. */
  document: z.string().regex(/^[0-9a-f]{64}$/u),
  /** The operation's name; empty where it has none. */
  operation: z.string().regex(/^(?:[_A-Za-z]\w{0,99})?$/u),
  client: z.string().regex(CLIENT_NAME),
  coordinates: z
    .array(
      z
        .string()
        .regex(/^\w+(?:\.\w+){0,2}$/u)
        .max(300),
    )
    .max(2000),
});
export type UsedOperation = z.infer<typeof usedOperation>;

export const usageReport = z.array(usedOperation).max(USAGE_LIMIT);

import { createHash } from 'node:crypto';

/**
 * The number of an advisory lock, from its name: the first 8 bytes of SHA-256 as a signed integer,
 * in decimal, since PostgreSQL's bigint does not fit a JavaScript number.
 */
export function lockKey(name: string): string {
  return createHash('sha256').update(`relink:${name}`).digest().readBigInt64BE().toString();
}

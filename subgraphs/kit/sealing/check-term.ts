import { WARRANT_LIFETIME } from '../../../schema/contract/warrant.ts';
import { CLOCK_SKEW } from './algorithms.ts';
import type { Refusal } from './refusal.ts';
import { refuse } from './refusal.ts';

/** Seconds since the epoch, as RFC 7519 writes them. */
export type Term = { iat: number; exp: number; nbf?: number };

/**
 * Whether a message is within its time. Nothing is accepted at or after `exp`, so that whoever
 * remembers message ids until then has remembered them long enough.
 *
 * @param lifetime seconds from issue to expiry that are accepted at most
 */
export function checkTerm(
  { iat, exp, nbf = iat }: Term,
  now: Date,
  lifetime = WARRANT_LIFETIME,
): Refusal | undefined {
  const seconds = now.getTime() / 1000;
  if (exp - iat > lifetime) return refuse('TOO_LONG_LIVED');
  if (Math.max(iat, nbf) > seconds + CLOCK_SKEW) return refuse('NOT_YET_VALID');
  if (exp <= seconds) return refuse('EXPIRED');
  return undefined;
}

import type { CryptoKey } from 'jose';
import { WARRANT_LIFETIME } from '../../../schema/contract/warrant.ts';
import { CLOCK_SKEW } from './algorithms.ts';
import { isValid } from './dated-key.ts';
import type { OwnKeys } from './keys.ts';
import { accept, refuse } from './refusal.ts';
import type { Checked } from './refusal.ts';

/** Seconds for which a message that was sealed at the last moment of a key is still on its way. */
export const OPENING_GRACE = WARRANT_LIFETIME + CLOCK_SKEW;

/**
 * The own key that a message names. One that will be valid only later opens too, since the sender's
 * clock may run ahead.
 *
 * @returns NOT_ADDRESSED for a key that is nobody's here, RETIRED_KEY for one that was sealed to
 *   after its time: the sender goes by an old file.
 */
export function findOpeningKey(kid: unknown, own: OwnKeys, now: Date): Checked<CryptoKey> {
  const dated = typeof kid === 'string' ? own.opening.get(kid) : undefined;
  if (dated === undefined) return refuse('NOT_ADDRESSED');
  const sealed = new Date(now.getTime() - OPENING_GRACE * 1000);
  const { key, retiredAt } = dated;
  return isValid({ validFrom: undefined, retiredAt }, sealed) ? accept(key) : refuse('RETIRED_KEY');
}

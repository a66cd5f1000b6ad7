import { CLOCK_SKEW } from './algorithms.ts';
import { isValid } from './dated-key.ts';
import { OPENING_GRACE } from './find-opening-key.ts';
import { generateKeys } from './generate-keys.ts';
import { parseKeys, privateJwksSchema } from './jwks.ts';
import type { PrivateJwks } from './jwks.ts';
import { KeysError } from './keys-error.ts';
import { termOf } from './public-keys.ts';

/** When the new keys of a rotation begin, and when the old ones end. */
export type Rotation = { from: Date; until: Date };

/**
 * A new pair of keys before the present ones, which are dated: until `from` the present ones sign
 * and are sealed to, while others accept the new ones; until `until` both are accepted (RFC 6781
 * §4.1.1.1, pre-publication). Keys whose time is long over are left out, and so are earlier new ones
 * that would begin only after they end.
 *
 * @throws KeysError when the present keys end before the new ones begin.
 */
export async function rotateJwks(
  { keys }: PrivateJwks,
  { from, until }: Rotation,
  now: Date,
): Promise<PrivateJwks> {
  const forgotten = new Date(now.getTime() - (OPENING_GRACE + CLOCK_SKEW) * 1000);
  const kept = keys.flatMap((jwk) => {
    const { validFrom, retiredAt } = termOf(jwk);
    if (retiredAt !== undefined && retiredAt <= forgotten) return [];
    if (validFrom !== undefined && validFrom >= until) return [];
    const end = retiredAt !== undefined && retiredAt < until ? retiredAt : until;
    return [{ ...jwk, retiredAt: end.toISOString() }];
  });
  for (const use of ['sig', 'enc'] as const) {
    const isCovered = kept.some((jwk) => jwk.use === use && lasts(termOf(jwk), now, from));
    if (from > now && !isCovered) {
      throw new KeysError(
        'the present keys end before the new ones begin; give a notice of 0 days',
      );
    }
  }
  const made = await generateKeys(from);
  const rotated = { keys: [...made.keys, ...kept] };
  return parseKeys(privateJwksSchema, JSON.stringify(rotated), 'what would be written');
}

function lasts(term: ReturnType<typeof termOf>, now: Date, from: Date): boolean {
  return isValid(term, now) && (term.retiredAt === undefined || term.retiredAt >= from);
}

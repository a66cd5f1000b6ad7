import { isValid } from '../sealing/dated-key.ts';
import type { PublicJwks } from '../sealing/jwks.ts';
import { termOf } from '../sealing/public-keys.ts';

/**
 * A line a key, for two administrators who compare them by telephone: party, use, fingerprint, what
 * it counts for now, and its dates.
 */
export function describeKeys(code: string, { keys }: PublicJwks, now: Date): string[] {
  const inUse = new Set(
    (['sig', 'enc'] as const).map((use) =>
      keys.find((jwk) => jwk.use === use && isValid(termOf(jwk), now)),
    ),
  );
  return keys.map((jwk) => {
    const { kid, use, validFrom, retiredAt } = jwk;
    const dates = [
      ...(validFrom === undefined ? [] : [`from ${validFrom}`]),
      ...(retiredAt === undefined ? [] : [`until ${retiredAt}`]),
    ];
    return [code, use, kid, inUse.has(jwk) ? 'in use' : stateOf(jwk, now), ...dates].join('  ');
  });
}

function stateOf(jwk: PublicJwks['keys'][number], now: Date): string {
  const term = termOf(jwk);
  if (isValid(term, now)) return 'accepted';
  return term.retiredAt !== undefined && term.retiredAt <= now ? 'retired' : 'not yet';
}

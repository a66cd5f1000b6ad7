import { calculateJwkThumbprint, importJWK } from 'jose';
import type { DatedKey } from './dated-key.ts';
import type { PublicJwks } from './jwks.ts';
import { KeysError } from './keys-error.ts';

/** What anybody may know of a party's keys, imported once. */
export type PublicKeys = {
  /** Ed25519 keys by `kid`; what any of them signs within its time is the party's. */
  verifying: ReadonlyMap<string, DatedKey>;
  /** X25519 keys, the newest first; the newest valid one is sealed to. */
  sealing: readonly DatedKey[];
  jwks: PublicJwks;
};

/**
 * @throws KeysError when a `kid` is not the thumbprint of its key, a use has no key, or a key is
 *   retired before it is valid.
 */
export async function importPublicKeys(jwks: PublicJwks, source: string): Promise<PublicKeys> {
  const verifying = new Map<string, DatedKey>();
  const sealing: DatedKey[] = [];
  for (const jwk of jwks.keys) {
    const { kid, kty, crv, x } = jwk;
    if ((await calculateJwkThumbprint({ kty, crv, x })) !== kid) {
      throw new KeysError(`${source}: a kid is not the RFC 7638 thumbprint of its key`);
    }
    const dated = { kid, key: await importJWK({ kty, crv, x }, jwk.alg), ...termOf(jwk) };
    if (dated.validFrom && dated.retiredAt && dated.validFrom >= dated.retiredAt) {
      throw new KeysError(`${source}: a key is retired before it is valid`);
    }
    if (jwk.use === 'sig') verifying.set(kid, dated);
    else sealing.push(dated);
  }
  if (sealing.length === 0 || verifying.size === 0) {
    throw new KeysError(`${source}: needs a key to verify with and a key to seal to`);
  }
  return { verifying, sealing, jwks };
}

/** The dates of a key as they stand in a file. */
export function termOf(jwk: {
  validFrom?: string | undefined;
  retiredAt?: string | undefined;
}): Pick<DatedKey, 'validFrom' | 'retiredAt'> {
  const [validFrom, retiredAt] = [jwk.validFrom, jwk.retiredAt].map((instant) =>
    instant === undefined ? undefined : new Date(instant),
  );
  return { validFrom, retiredAt };
}

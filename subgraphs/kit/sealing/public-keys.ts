import { calculateJwkThumbprint, importJWK } from 'jose';
import type { CryptoKey } from 'jose';
import type { PublicJwks } from './jwks.ts';
import { KeysError } from './keys-error.ts';

/** What anybody may know of a party's keys, imported once. */
export type PublicKeys = {
  /** Ed25519 keys by `kid`; a signature of any of them is the party's. */
  verifying: ReadonlyMap<string, CryptoKey>;
  /** The X25519 key to seal to: the first of the set. */
  sealing: { kid: string; key: CryptoKey };
  jwks: PublicJwks;
};

/** @throws KeysError when a `kid` is not the thumbprint of its key, or a use has no key. */
export async function importPublicKeys(jwks: PublicJwks, source: string): Promise<PublicKeys> {
  const verifying = new Map<string, CryptoKey>();
  const sealing: { kid: string; key: CryptoKey }[] = [];
  for (const jwk of jwks.keys) {
    const { kid, kty, crv, x } = jwk;
    if ((await calculateJwkThumbprint({ kty, crv, x })) !== kid) {
      throw new KeysError(`${source}: a kid is not the RFC 7638 thumbprint of its key`);
    }
    const key = await importJWK({ kty, crv, x }, jwk.alg);
    if (jwk.use === 'sig') verifying.set(kid, key);
    else sealing.push({ kid, key });
  }
  const [newest] = sealing;
  if (newest === undefined || verifying.size === 0) {
    throw new KeysError(`${source}: needs a key to verify with and a key to seal to`);
  }
  return { verifying, sealing: newest, jwks };
}

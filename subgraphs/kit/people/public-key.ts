import { createPublicKey, hash, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { because, known } from './caller-cause.ts';
import type { Known } from './caller-cause.ts';

const coordinate = z.string().regex(/^[\w-]{43}$/u);
const p256 = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
});
const ed25519 = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate });
/** Members of a JWK that nobody else may have (RFC 7518 §6, RFC 8037 §2). */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

export type PublicJwk = z.infer<typeof p256> | z.infer<typeof ed25519>;

/** The public members of the key that a header brings along, of the kind that its algorithm takes. */
export function publicKeyOf(jwk: unknown, alg: string): Known<PublicJwk> {
  if (typeof jwk !== 'object' || jwk === null) return because('MALFORMED');
  if (PRIVATE.some((member) => member in jwk)) return because('PRIVATE_KEY');
  const parsed = (alg === 'ES256' ? p256 : ed25519).safeParse(jwk);
  return parsed.success ? known(parsed.data) : because('MALFORMED');
}

/** RFC 7638, for the two kinds of key there are here: their required members, in order. */
export function thumbprintOf(jwk: PublicJwk): string {
  const { kty, crv, x } = jwk;
  const members = jwk.kty === 'EC' ? { crv, kty, x, y: jwk.y } : { crv, kty, x };
  return hash('sha256', JSON.stringify(members), 'base64url');
}

/** @returns undefined where there is no such key, as its point is not on the curve. */
export function importPublicKey(key: PublicJwk): KeyObject | undefined {
  try {
    return createPublicKey({ key, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/**
 * Whether a compact JWS is signed by this key, by ES256 or Ed25519 as the key is (RFC 7518 §3.4,
 * RFC 8037 §3.1). Node's own verification, which for a text as short as a proof takes a quarter of
 * the time that WebCrypto takes.
 */
export function isSignedBy(jws: string, key: KeyObject): boolean {
  const end = jws.lastIndexOf('.');
  const input = Buffer.from(jws.slice(0, end));
  const signature = Buffer.from(jws.slice(end + 1), 'base64url');
  if (key.asymmetricKeyType === 'ed25519') return verify(null, input, key, signature);
  return verify('sha256', input, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

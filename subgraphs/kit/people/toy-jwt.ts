import { constants, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import type { JWK } from 'jose';

/** For tests: keys and JWTs made by hand, so that any header can be put over any content. */
export type ToyAlgorithm = 'EdDSA' | 'ES256' | 'RS256' | 'PS256';

export type ToyKey = { alg: ToyAlgorithm; jwk: JWK; kid: string; privateKey: KeyObject };

export async function toyKey(alg: ToyAlgorithm): Promise<ToyKey> {
  const { publicKey, privateKey } = pairFor(alg);
  // as Node writes public keys of these kinds
  const jwk = publicKey.export({ format: 'jwk' }) as JWK;
  return { alg, jwk, kid: await calculateJwkThumbprint(jwk), privateKey };
}

function pairFor(alg: ToyAlgorithm) {
  if (alg === 'EdDSA') return generateKeyPairSync('ed25519');
  if (alg === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

/**
 * A JWT whose parts are whatever is given, text as it stands.
 *
 * @param key signs by its own algorithm, whatever the header says; bytes sign by HMAC; none leaves
 *   the signature empty.
 */
export function forgeJwt(
  header: object | string,
  claims: object | string,
  key: Pick<ToyKey, 'alg' | 'privateKey'> | Buffer | undefined,
): string {
  const input = `${encoded(header)}.${encoded(claims)}`;
  return `${input}.${signatureOf(Buffer.from(input), key).toString('base64url')}`;
}

function encoded(part: object | string): string {
  return Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
}

function signatureOf(
  input: Buffer,
  key: Pick<ToyKey, 'alg' | 'privateKey'> | Buffer | undefined,
): Buffer {
  if (key === undefined) return Buffer.alloc(0);
  if (Buffer.isBuffer(key)) return createHmac('sha256', key).update(input).digest();
  const { alg, privateKey } = key;
  if (alg === 'EdDSA') return sign(null, input, privateKey);
  if (alg === 'ES256') return sign('sha256', input, { key: privateKey, dsaEncoding: 'ieee-p1363' });
  if (alg === 'RS256') return sign('sha256', input, privateKey);
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return sign('sha256', input, { key: privateKey, padding, saltLength: 32 });
}

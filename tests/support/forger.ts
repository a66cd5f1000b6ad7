import { createHash, createPrivateKey, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import { inject } from 'vitest';
import { loadOrCreateProviderKeys } from '../../scripts/provider/provider-keys.ts';
import { forgeJwt, toyKey } from '../../subgraphs/kit/people/toy-jwt.ts';
import type { ToyKey } from '../../subgraphs/kit/people/toy-jwt.ts';
import { PEOPLE } from './session-of.ts';

/** Members of a header or of claims that differ from sound ones; undefined leaves one out. */
export type Change = Record<string, unknown>;
export type Changes = { header?: Change; claims?: Change };

/**
 * Somebody who holds the key of the stack's own provider. What they sign is sound in everything but
 * what is changed, so that a refusal is a refusal of the change.
 */
export type Forger = {
  /** The provider's. */
  key: ToyKey;
  /** What tokens are bound to, and proofs are signed with. */
  holder: ToyKey;
  header(change?: Change): object;
  claims(change?: Change): object;
  /** An access token of the clerk. @param by who signs; the provider unless given */
  token(changes?: Changes, by?: Parameters<typeof forgeJwt>[2]): string;
  proofHeader(change?: Change): object;
  proofClaims(token: string, change?: Change): object;
  /** A proof of possession of the holder's key. @param by who signs; the holder unless given */
  proof(token: string, changes?: Changes, by?: Parameters<typeof forgeJwt>[2]): string;
  /** Headers of one request with this token, and a sound proof. */
  headers(token: string): Record<string, string>;
};

export const AUDIENCE = 'urn:relink:graph';

/** Takes the signing key from the home of the stack that runs. */
export async function forger(): Promise<Forger> {
  const { issuer, publicUrl } = inject('sample');
  const [key, holder] = await Promise.all([providerKey(), toyKey('ES256')]);
  const jkt = await calculateJwkThumbprint(holder.jwk);
  const made: Forger = {
    ...{ key, holder },
    header: (change) => ({ alg: 'ES256', typ: 'at+jwt', kid: key.kid, ...change }),
    claims: (change) => {
      const iat = seconds();
      const term = { iat, exp: iat + 300, jti: randomUUID() };
      const about = { sub: PEOPLE.clerk, client_id: 'relink-command', roles: ['CLERK'] };
      const scope = 'case:read repair:run contact:reveal';
      return { iss: issuer, aud: AUDIENCE, ...term, ...about, scope, cnf: { jkt }, ...change };
    },
    token: ({ header, claims } = {}, by = key) =>
      forgeJwt(made.header(header), made.claims(claims), by),
    proofHeader: (change) => ({ typ: 'dpop+jwt', alg: 'ES256', jwk: holder.jwk, ...change }),
    proofClaims: (token, change) => {
      const ath = createHash('sha256').update(token).digest('base64url');
      const where = { htm: 'POST', htu: publicUrl };
      return { jti: randomUUID(), ...where, iat: seconds(), ath, ...change };
    },
    proof: (token, { header, claims } = {}, by = holder) =>
      forgeJwt(made.proofHeader(header), made.proofClaims(token, claims), by),
    headers: (token) => ({ authorization: `DPoP ${token}`, dpop: made.proof(token) }),
  };
  return made;
}

/** Now, since the epoch. */
export function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

async function providerKey(): Promise<ToyKey> {
  const file = join(inject('sample').home, 'keys', 'provider.jwks.json');
  const { keys } = await loadOrCreateProviderKeys(file);
  const [jwk] = keys;
  if (jwk === undefined) throw new Error('The provider has no key');
  const { kty, crv, x, y, kid } = jwk;
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  return { alg: 'ES256', jwk: { kty, crv, x, y }, kid, privateKey };
}

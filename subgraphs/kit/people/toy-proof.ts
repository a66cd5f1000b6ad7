import { createHash, randomUUID } from 'node:crypto';
import { forgeJwt } from './toy-jwt.ts';
import type { ToyKey } from './toy-jwt.ts';
import { IAT, PUBLIC_URL } from './toy-provider.ts';

/** For tests: a proof of possession, sound but for what is changed. */
export function toyProof(
  key: ToyKey,
  token: string,
  change: { header?: Record<string, unknown>; claims?: Record<string, unknown> } = {},
): string {
  const ath = createHash('sha256').update(token).digest('base64url');
  const header = { typ: 'dpop+jwt', alg: key.alg, jwk: key.jwk, ...change.header };
  const claims = { jti: randomUUID(), htm: 'POST', htu: PUBLIC_URL, iat: IAT, ath };
  return forgeJwt(header, { ...claims, ...change.claims }, key);
}

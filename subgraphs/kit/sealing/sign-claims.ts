import { CompactSign } from 'jose';
import { SIGNING } from './algorithms.ts';
import type { OwnKeys } from './keys.ts';

/** A JWT (RFC 7519) over `claims` as a compact JWS, whose `typ` says what it may be taken for. */
export async function signClaims(claims: object, own: OwnKeys, typ: string): Promise<string> {
  const { kid, key } = own.signing;
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: SIGNING, typ, kid })
    .sign(key);
}

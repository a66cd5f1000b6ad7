import { CompactSign } from 'jose';
import { SIGNING } from './algorithms.ts';
import { newestValid } from './dated-key.ts';
import type { OwnKeys } from './keys.ts';
import { KeysError } from './keys-error.ts';

/**
 * A JWT (RFC 7519) over `claims` as a compact JWS, whose `typ` says what it may be taken for. The
 * newest of the signer's keys that are valid at `now` signs.
 *
 * @throws KeysError when none of them is.
 */
export async function signClaims(
  claims: object,
  own: OwnKeys,
  typ: string,
  now: Date,
): Promise<string> {
  const signing = newestValid(own.signing, now);
  if (signing === undefined) throw new KeysError('no own key is valid now; run: keys rotate');
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: SIGNING, typ, kid: signing.kid })
    .sign(signing.key);
}

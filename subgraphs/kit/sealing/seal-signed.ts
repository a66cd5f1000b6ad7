import { sealCompact } from './compact-jwe.ts';
import { newestValid } from './dated-key.ts';
import type { OwnKeys } from './keys.ts';
import { KeysError } from './keys-error.ts';
import type { PinnedParty } from './pinned-keys.ts';
import { signClaims } from './sign-claims.ts';

/** What the inner JWS says it is, and the JWE around it. */
export type SignedKinds = { typ: string; sealedTyp: string };

/**
 * A JWT signed by its issuer, inside a compact JWE that `reader` alone opens.
 *
 * @param claims `iat` in seconds since the epoch
 * @throws KeysError when no key of the one or the other is valid when it is issued.
 */
export async function sealSigned(
  claims: { iat: number },
  own: OwnKeys,
  reader: PinnedParty,
  { typ, sealedTyp }: SignedKinds,
): Promise<string> {
  const now = new Date(claims.iat * 1000);
  const recipient = newestValid(reader.sealing, now);
  if (recipient === undefined) throw new KeysError(`no pinned key of ${reader.code} is valid now`);
  const { kid, key } = recipient;
  const jwt = await signClaims(claims, own, typ, now);
  return sealCompact(jwt, { kid, key }, { typ: sealedTyp, cty: 'JWT' });
}

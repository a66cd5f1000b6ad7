import { GeneralEncrypt } from 'jose';
import { ENVELOPE_TYP, WARRANT_TYP } from '../../../schema/contract/warrant.ts';
import type { Warrant } from '../../../schema/contract/warrant.ts';
import { AGREEMENT, ENCRYPTION } from './algorithms.ts';
import { newestValid } from './dated-key.ts';
import type { OwnKeys } from './keys.ts';
import type { PinnedParty } from './pinned-keys.ts';
import { signClaims } from './sign-claims.ts';

/**
 * The envelope around a warrant: a JWT signed by the court, inside a JWE in general JSON form with
 * one recipient an agency (RFC 7516 §7.2, nested as in RFC 7519 §5.2). The court is always a
 * recipient too, first, so that it can read again what it asked. The protected header names the
 * inquiry, so that the hub can record which one it carries; see `inquiryOf`.
 *
 * @param recipients the agencies of `warrant.aud`, each by its newest key that is valid when the
 *   warrant is issued. One without such a key is left out: it costs the others nothing.
 * @returns JSON text; about 1.8 times the claims, and 270 characters a recipient.
 */
export async function sealWarrant(
  warrant: Warrant,
  own: OwnKeys,
  recipients: readonly PinnedParty[],
): Promise<string> {
  const now = new Date(warrant.iat * 1000);
  const jwt = await signClaims(warrant, own, WARRANT_TYP, now);
  const jwe = new GeneralEncrypt(new TextEncoder().encode(jwt));
  const inquiry = warrant.jti;
  jwe.setProtectedHeader({ typ: ENVELOPE_TYP, cty: 'JWT', enc: ENCRYPTION, inquiry });
  const keys = [own.public, ...recipients].flatMap(
    ({ sealing }) => newestValid(sealing, now) ?? [],
  );
  for (const [kid, key] of new Map(keys.map(({ kid, key }) => [kid, key]))) {
    jwe.addRecipient(key).setUnprotectedHeader({ alg: AGREEMENT, kid });
  }
  return JSON.stringify(await jwe.encrypt());
}

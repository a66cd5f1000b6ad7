import { REPLY_TYP, SEALED_REPLY_TYP } from '../../../schema/contract/reply.ts';
import type { Reply } from '../../../schema/contract/reply.ts';
import { sealCompact } from './compact-jwe.ts';
import { newestValid } from './dated-key.ts';
import type { OwnKeys } from './keys.ts';
import { KeysError } from './keys-error.ts';
import type { PinnedParty } from './pinned-keys.ts';
import { signClaims } from './sign-claims.ts';

/**
 * An agency's reply: a JWT signed by the agency, inside a compact JWE that the court opens.
 *
 * @throws KeysError when no key of the agency or of the court is valid when the reply is issued.
 */
export async function sealReply(reply: Reply, own: OwnKeys, court: PinnedParty): Promise<string> {
  const now = new Date(reply.iat * 1000);
  const recipient = newestValid(court.sealing, now);
  if (recipient === undefined) throw new KeysError(`no pinned key of ${court.code} is valid now`);
  const { kid, key } = recipient;
  const jwt = await signClaims(reply, own, REPLY_TYP, now);
  return sealCompact(jwt, { kid, key }, { typ: SEALED_REPLY_TYP, cty: 'JWT' });
}

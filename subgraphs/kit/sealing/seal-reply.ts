import { REPLY_TYP, SEALED_REPLY_TYP } from '../../../schema/contract/reply.ts';
import type { Reply } from '../../../schema/contract/reply.ts';
import { sealCompact } from './compact-jwe.ts';
import type { OwnKeys } from './keys.ts';
import type { PinnedParty } from './pinned-keys.ts';
import { signClaims } from './sign-claims.ts';

/** An agency's reply: a JWT signed by the agency, inside a compact JWE that the court opens. */
export async function sealReply(reply: Reply, own: OwnKeys, court: PinnedParty): Promise<string> {
  const jwt = await signClaims(reply, own, REPLY_TYP);
  return sealCompact(jwt, court.sealing, { typ: SEALED_REPLY_TYP, cty: 'JWT' });
}

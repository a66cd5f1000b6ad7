import { REPLY_TYP, SEALED_REPLY_TYP } from '../../../schema/contract/reply.ts';
import type { Reply } from '../../../schema/contract/reply.ts';
import type { OwnKeys } from './keys.ts';
import type { PinnedParty } from './pinned-keys.ts';
import { sealSigned } from './seal-signed.ts';

/**
 * An agency's reply: a JWT signed by the agency, inside a compact JWE that the court opens.
 *
 * @throws KeysError when no key of the agency or of the court is valid when the reply is issued.
 */
export async function sealReply(reply: Reply, own: OwnKeys, court: PinnedParty): Promise<string> {
  return sealSigned(reply, own, court, { typ: REPLY_TYP, sealedTyp: SEALED_REPLY_TYP });
}

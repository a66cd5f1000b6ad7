import { AUDIT_REPLY_TYP, SEALED_AUDIT_REPLY_TYP } from '../../../schema/contract/audit.ts';
import type { AuditReply } from '../../../schema/contract/audit.ts';
import type { OwnKeys } from '../sealing/keys.ts';
import type { PinnedParty } from '../sealing/pinned-keys.ts';
import { sealSigned } from '../sealing/seal-signed.ts';

export const AUDIT_REPLY_KINDS = { typ: AUDIT_REPLY_TYP, sealedTyp: SEALED_AUDIT_REPLY_TYP };

/**
 * What a service gives of its ledger: a JWT signed by it, inside a JWE that the audit service opens.
 *
 * @throws KeysError when no key of the one or the other is valid when it is issued.
 */
export function sealAuditReply(
  reply: AuditReply,
  own: OwnKeys,
  audit: PinnedParty,
): Promise<string> {
  return sealSigned(reply, own, audit, AUDIT_REPLY_KINDS);
}

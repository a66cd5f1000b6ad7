import { AUDIT_LIFETIME, auditReplySchema } from '../../../schema/contract/audit.ts';
import type { AuditReply } from '../../../schema/contract/audit.ts';
import { checkTerm } from '../sealing/check-term.ts';
import type { OwnKeys } from '../sealing/keys.ts';
import { openSigned } from '../sealing/open-signed.ts';
import type { PinnedParty } from '../sealing/pinned-keys.ts';
import { accept, refuse } from '../sealing/refusal.ts';
import type { Checked, Refusal } from '../sealing/refusal.ts';
import { AUDIT_REPLY_KINDS } from './seal-audit-reply.ts';

export type AuditReplyReader = {
  /** Keys of the audit service. */
  own: OwnKeys;
  /** The service that was asked. */
  service: PinnedParty;
  /** `jti` of the request. */
  request: string;
  now: Date;
};

/**
 * Opens what a service answered, verifies its signature, and that it is this service's answer to
 * this request. Whether the entries are in the ledger, their checkpoint and proofs tell.
 */
export async function openAuditReply(
  sealed: string,
  reader: AuditReplyReader,
): Promise<Checked<AuditReply>> {
  const { own, service: signer, now } = reader;
  const claims = await openSigned(sealed, { own, signer, now }, AUDIT_REPLY_KINDS);
  if (!claims.ok) return claims;
  const parsed = auditReplySchema.safeParse(claims.value);
  if (!parsed.success) return refuse('MALFORMED');
  return checkReply(parsed.data, reader) ?? accept(parsed.data);
}

function checkReply(
  reply: AuditReply,
  { service, request, now }: AuditReplyReader,
): Refusal | undefined {
  if (reply.iss !== service.code) return refuse('WRONG_ISSUER');
  if (reply.request !== request) return refuse('WRONG_INQUIRY');
  return checkTerm(reply, now, AUDIT_LIFETIME);
}

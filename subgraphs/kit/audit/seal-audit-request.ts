import { AUDIT_LIFETIME, AUDIT_TYP } from '../../../schema/contract/audit.ts';
import type { AuditRequest } from '../../../schema/contract/audit.ts';
import type { OwnKeys } from '../sealing/keys.ts';
import { signClaims } from '../sealing/sign-claims.ts';

/** What is asked, of whom and for whom. `asks` by code of the service says whom it is for. */
export type AuditDraft = Pick<AuditRequest, 'jti' | 'actor' | 'asks' | 'seen' | 'sought'>;

/**
 * A request of the audit service for pages of ledgers: a compact JWS, which holds no identifier.
 *
 * @param own keys of the audit service
 * @throws KeysError when none of them is valid now.
 */
export async function sealAuditRequest(
  draft: AuditDraft,
  own: OwnKeys,
  now: Date,
): Promise<string> {
  const iat = Math.floor(now.getTime() / 1000);
  const claims: AuditRequest = {
    ...{ iss: 'audit', aud: Object.keys(draft.asks), iat, exp: iat + AUDIT_LIFETIME },
    ...draft,
  };
  return signClaims(claims, own, AUDIT_TYP, now);
}

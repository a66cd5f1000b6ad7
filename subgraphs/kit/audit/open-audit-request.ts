import { AUDIT_LIFETIME, AUDIT_TYP, auditRequestSchema } from '../../../schema/contract/audit.ts';
import type { AuditAsk, AuditRequest } from '../../../schema/contract/audit.ts';
import { checkTerm } from '../sealing/check-term.ts';
import type { PinnedParty } from '../sealing/pinned-keys.ts';
import { accept, refuse } from '../sealing/refusal.ts';
import type { Checked } from '../sealing/refusal.ts';
import { verifyClaims } from '../sealing/verify-claims.ts';

/** Characters of a request: many services, each with a filter of its own. */
const LIMIT = 256 * 1024;

export type AuditRequestReader = {
  /** The service's code. */
  code: string;
  /** The audit service, where its keys are pinned. */
  audit: PinnedParty | undefined;
  now: Date;
};

/** A request that is sound, and what of it concerns the reader. */
export type OpenedAuditRequest = { request: AuditRequest; ask: AuditAsk };

/** Verifies a request, claim by claim. Whether it was seen before, its reader decides afterwards. */
export async function openAuditRequest(
  text: string,
  { code, audit, now }: AuditRequestReader,
): Promise<Checked<OpenedAuditRequest>> {
  if (audit === undefined) return refuse('UNKNOWN_KEY');
  if (text.length > LIMIT) return refuse('MALFORMED');
  const signed = await verifyClaims(text, [audit], AUDIT_TYP, now);
  if (!signed.ok) return signed;
  const parsed = auditRequestSchema.safeParse(signed.value.claims);
  if (!parsed.success) return refuse('MALFORMED');
  const request = parsed.data;
  const ask = request.aud.includes(code) ? request.asks[code] : undefined;
  if (ask === undefined) return refuse('WRONG_AUDIENCE');
  return checkTerm(request, now, AUDIT_LIFETIME) ?? accept({ request, ask });
}

import type { AgencyStatus } from '../../../schema/contract/codes.ts';
import type { AuditAsk, AuditReply } from '../../../schema/contract/audit.ts';
import { openAuditReply } from '../../kit/audit/open-audit-reply.ts';
import { ownParty } from '../../kit/sealing/pinned-keys.ts';
import type { AuditWork } from '../audit-context.ts';
import type { ReceivedReply } from '../witness/ask-directly.ts';

/** What one service answered, opened and verified. */
export type SourceFinding = {
  code: string;
  ask: AuditAsk;
  /** Size of the newest checkpoint that was seen when it was asked; 0 for none. */
  seen: number;
  status: AgencyStatus;
  /** Absent unless ANSWERED. */
  reply: AuditReply | undefined;
};

export type AskedSource = {
  source: string;
  ask: AuditAsk;
  /** `jti` of the request. */
  jti: string;
  seen: number;
};

/** One service's answer to a request. One that cannot be opened counts as none. */
export async function openFinding(
  { keys, code, now, log }: Pick<AuditWork, 'keys' | 'code' | 'now' | 'log'>,
  { source, ask, jti, seen }: AskedSource,
  reply: ReceivedReply | undefined,
): Promise<SourceFinding> {
  const away = { code: source, ask, seen, reply: undefined };
  if (reply?.status !== 'ANSWERED') return { ...away, status: reply?.status ?? 'UNAVAILABLE' };
  const { own, pinned } = await keys();
  const service = source === code ? ownParty(code, own) : pinned.get(source);
  if (service === undefined || !reply.sealed) return { ...away, status: 'UNAVAILABLE' };
  const opened = await openAuditReply(reply.sealed, { own, service, request: jti, now: now() });
  if (opened.ok) return { ...away, status: 'ANSWERED', reply: opened.value };
  log.warn({ source, code: opened.code }, 'the page of a ledger cannot be accepted');
  return { ...away, status: 'UNAVAILABLE' };
}

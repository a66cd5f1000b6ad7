import { randomUUID } from 'node:crypto';
import { AUDIT_LIFETIME } from '../../../schema/contract/audit.ts';
import type { AuditAsk, AuditReply } from '../../../schema/contract/audit.ts';
import type { Sighting } from '../channel/seen-ids.ts';
import type { Database } from '../database/connect.ts';
import type { AgencyReplyShape } from '../graph/agency-reply.ts';
import type { LookedUp, ServiceLedger } from '../ledger/service-ledger.ts';
import type { Logger } from '../log/logger.ts';
import { ownParty } from '../sealing/pinned-keys.ts';
import type { PinnedParty } from '../sealing/pinned-keys.ts';
import { accept, refuse } from '../sealing/refusal.ts';
import type { Checked, Refusal } from '../sealing/refusal.ts';
import type { KeyRing } from '../service/key-ring.ts';
import { openAuditRequest } from './open-audit-request.ts';
import type { OpenedAuditRequest } from './open-audit-request.ts';
import { openSought } from './open-sought.ts';
import { runAsk } from './run-ask.ts';
import type { AuditFindings, ReasonOf } from './run-ask.ts';
import { sealAuditReply } from './seal-audit-reply.ts';

/** The code of who asks; its public keys are pinned under it. It is no agency. */
export const AUDIT = 'audit';

/** What a service needs to give of its own ledger, trusting the audit service's key alone. */
export type AuditAnswering = {
  /** Of the service. */
  code: string;
  db: Database;
  log: Logger;
  ledger: Pick<ServiceLedger, 'commit' | 'personsOf'>;
  /** Its own keys and those it has accepted, as they are now. */
  keys: () => Promise<KeyRing>;
  /** Whether a request was met before. */
  sight: (jti: string) => Sighting;
  reasonOf?: ReasonOf | undefined;
  /** Where others answer, for the audit service to follow them: the registry's to say. */
  addressesOf?: (() => Promise<Readonly<Record<string, string>>>) | undefined;
  now: () => Date;
};

/**
 * One request for pages of this service's ledger: verified, recorded, read, sealed to the audit
 * service. What the audit service itself follows every few seconds is not recorded: each answer
 * would call for the next.
 *
 * @throws LedgerError UNAVAILABLE: nothing is told that could not be recorded.
 */
export async function answerAudit(
  service: AuditAnswering,
  text: string,
): Promise<AgencyReplyShape> {
  const { code, log, now } = service;
  const ring = await service.keys();
  const audit = code === AUDIT ? ownParty(code, ring.own) : ring.pinned.get(AUDIT);
  const granted = await grant(service, ring, audit, text);
  const answeredAt = now();
  if (!granted.ok) {
    // the hub hands every request to everybody, also one that asks others
    const level = granted.code === 'WRONG_AUDIENCE' ? 'info' : 'warn';
    log[level]({ code: granted.code }, 'a request for the ledger was refused');
    return { status: 'REFUSED', answeredAt, sealed: null };
  }
  const { opened, findings } = granted.value;
  const sealed = await seal(service, ring, granted.value);
  log.info({ request: opened.request.jti, ask: opened.ask.ask, ...sizes(findings) }, 'audited');
  return { status: 'ANSWERED', answeredAt, sealed };
}

type Granted = { opened: OpenedAuditRequest; audit: PinnedParty; findings: AuditFindings };

async function grant(
  service: AuditAnswering,
  ring: KeyRing,
  audit: PinnedParty | undefined,
  text: string,
): Promise<Checked<Granted>> {
  const { code, db, now, reasonOf } = service;
  const opened = await openAuditRequest(text, { code, audit, now: now() });
  // what nobody of ours has signed, or not for us, is no event of this ledger
  if (!opened.ok || audit === undefined) return opened.ok ? refuse('UNKNOWN_KEY') : opened;
  const { request, ask } = opened.value;
  const sought = await soughtOf(service, ring, opened.value);
  if (!sought.ok) return refuseOnRecord(service, opened.value, sought);
  const persons = sought.value && service.ledger.personsOf(sought.value);
  const seen = request.seen[code] ?? 0;
  const findings = await runAsk({ db, code, persons, seen, reasonOf }, ask);
  await record(service, opened.value, 'AUDIT_ANSWERED', ask.ask, {
    request: request.jti,
    ...sizes(findings),
  });
  return accept({ opened: opened.value, audit, findings });
}

/** A request is met once, and whom it is about can be read; undefined when it is about nobody. */
async function soughtOf(
  { sight, now }: AuditAnswering,
  { own }: KeyRing,
  { request }: OpenedAuditRequest,
): Promise<Checked<LookedUp | undefined>> {
  if (sight(request.jti) !== 'FIRST') return refuse('REPLAYED');
  return request.sought === undefined ? accept(undefined) : openSought(request.sought, own, now());
}

async function refuseOnRecord(
  service: AuditAnswering,
  opened: OpenedAuditRequest,
  refusal: Refusal,
): Promise<Refusal> {
  await record(service, opened, 'AUDIT_REFUSED', refusal.code, {});
  return refusal;
}

async function record(
  { ledger, now }: AuditAnswering,
  { request: { actor }, ask }: OpenedAuditRequest,
  event: 'AUDIT_ANSWERED' | 'AUDIT_REFUSED',
  outcome: string,
  detail: Readonly<Record<string, string | number>>,
): Promise<void> {
  if (isFollowing(actor, ask)) return;
  await ledger.commit([{ at: now(), event, actor, outcome, detail }]);
}

function isFollowing(actor: string, { ask }: AuditAsk): boolean {
  return actor === AUDIT && (ask === 'FOLLOW' || ask === 'CHECKPOINT');
}

async function seal(
  { code, now, addressesOf }: AuditAnswering,
  { own }: KeyRing,
  { opened, audit, findings }: Granted,
): Promise<string> {
  const isFollowed = isFollowing(opened.request.actor, opened.ask);
  const addresses = isFollowed ? await addressesOf?.() : undefined;
  const iat = Math.floor(now().getTime() / 1000);
  const reply: AuditReply = {
    ...{ iss: code, aud: AUDIT, iat, exp: iat + AUDIT_LIFETIME },
    ...{ jti: randomUUID(), request: opened.request.jti },
    ...findings,
    ...(addresses && { addresses }),
  };
  return sealAuditReply(reply, own, audit);
}

function sizes({ entries, inquiries }: AuditFindings): { entries: number } {
  return { entries: (entries ?? inquiries ?? []).length };
}

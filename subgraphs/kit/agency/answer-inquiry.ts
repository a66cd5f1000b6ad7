import { randomUUID } from 'node:crypto';
import type { RefusalCode } from '../../../schema/contract/codes.ts';
import { WARRANT_LIFETIME } from '../../../schema/contract/warrant.ts';
import type { Warrant } from '../../../schema/contract/warrant.ts';
import type { Database } from '../database/connect.ts';
import type { AgencyReplyShape } from '../graph/agency-reply.ts';
import type { Logger } from '../log/logger.ts';
import type { OwnKeys } from '../sealing/keys.ts';
import { openWarrant } from '../sealing/open-warrant.ts';
import type { PinnedParty } from '../sealing/pinned-keys.ts';
import { sealReply } from '../sealing/seal-reply.ts';
import { refusedByPolicy } from './agency-policy.ts';
import type { AgencyPolicy } from './agency-policy.ts';
import { replyToParties } from './reply-to-parties.ts';
import type { LookUp } from './reply-to-parties.ts';
import { isFirstSight } from './seen-inquiries.ts';

/** What an agency needs to answer by itself, trusting warrants and nothing else. */
export type Answering = {
  code: string;
  db: Database;
  log: Logger;
  own: OwnKeys;
  court: PinnedParty;
  policy: AgencyPolicy;
  lookUp: LookUp;
  /** Whether a register was ever taken in; an agency without one has nothing to say. */
  isLoaded(): Promise<boolean>;
  now(): Date;
};

type Granted = { ok: true; warrant: Warrant } | { ok: false; code: RefusalCode };

/**
 * One envelope: opened, checked, looked up, answered to the court alone. A refusal tells the hub
 * nothing but that it is one; the reason is in the agency's log.
 */
export async function answerInquiry(
  agency: Answering,
  envelope: string,
): Promise<AgencyReplyShape> {
  if (!(await agency.isLoaded())) {
    agency.log.warn('no register was taken in yet; import one');
    return { status: 'UNAVAILABLE', answeredAt: agency.now(), sealed: null };
  }
  const granted = await grant(agency, envelope);
  const answeredAt = agency.now();
  if (!granted.ok) {
    // the hub hands every envelope to everybody, also one that asks others or nobody
    const level = granted.code === 'NOT_ADDRESSED' ? 'info' : 'warn';
    agency.log[level]({ code: granted.code }, 'an envelope was refused');
    return { status: 'REFUSED', answeredAt, sealed: null };
  }
  const { warrant } = granted;
  const body = await replyToParties(agency.db, agency.lookUp, agency.policy, warrant);
  const iat = Math.floor(agency.now().getTime() / 1000);
  const claims = {
    ...{ iss: agency.code, aud: warrant.iss, iat, exp: iat + WARRANT_LIFETIME },
    ...{ jti: randomUUID(), inquiry: warrant.jti },
    ...body,
  };
  const sealed = await sealReply(claims, agency.own, agency.court);
  agency.log.info({ inquiry: warrant.jti, parties: warrant.parties.length }, 'answered');
  return { status: 'ANSWERED', answeredAt, sealed };
}

async function grant(agency: Answering, envelope: string): Promise<Granted> {
  const { code, own, court } = agency;
  const opened = await openWarrant(envelope, { code, own, court, now: agency.now() });
  if (!opened.ok) return opened;
  const { warrant } = opened;
  const refusal = refusedByPolicy(agency.policy, warrant);
  if (refusal !== undefined) return { ok: false, code: refusal };
  if (!(await isFirstSight(agency.db, warrant.jti, warrant.exp))) {
    return { ok: false, code: 'REPLAYED' };
  }
  return { ok: true, warrant };
}

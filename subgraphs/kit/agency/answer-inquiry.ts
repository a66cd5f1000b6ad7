import { randomUUID } from 'node:crypto';
import { WARRANT_LIFETIME } from '../../../schema/contract/warrant.ts';
import type { Database } from '../database/connect.ts';
import type { AgencyReplyShape } from '../graph/agency-reply.ts';
import type { Logger } from '../log/logger.ts';
import { newestValid } from '../sealing/dated-key.ts';
import { openWarrant } from '../sealing/open-warrant.ts';
import type { OpenedWarrant } from '../sealing/open-warrant.ts';
import { refuse } from '../sealing/refusal.ts';
import type { Refusal } from '../sealing/refusal.ts';
import { sealReply } from '../sealing/seal-reply.ts';
import type { KeyRing } from '../service/key-ring.ts';
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
  /** Its own keys and those it has accepted, as they are now. */
  keys(): Promise<KeyRing>;
  policy: AgencyPolicy;
  lookUp: LookUp;
  /** Whether a register was ever taken in; an agency without one has nothing to say. */
  isLoaded(): Promise<boolean>;
  now(): Date;
};

type Granted = OpenedWarrant | Refusal;

/**
 * One envelope: opened, checked, looked up, answered to the court that asked, and to it alone. A refusal tells the hub
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
  const ring = await agency.keys();
  const granted = await grant(agency, ring, envelope);
  const answeredAt = agency.now();
  if (!granted.ok) {
    // the hub hands every envelope to everybody, also one that asks others or nobody
    const level = granted.code === 'NOT_ADDRESSED' ? 'info' : 'warn';
    agency.log[level]({ code: granted.code }, 'an envelope was refused');
    return { status: 'REFUSED', answeredAt, sealed: null };
  }
  const { warrant, court } = granted;
  const body = await replyToParties(agency.db, agency.lookUp, agency.policy, warrant);
  const iat = Math.floor(agency.now().getTime() / 1000);
  const claims = {
    ...{ iss: agency.code, aud: warrant.iss, iat, exp: iat + WARRANT_LIFETIME },
    ...{ jti: randomUUID(), inquiry: warrant.jti },
    ...body,
  };
  const sealed = await sealReply(claims, ring.own, court);
  const { jti: inquiry, iss, role, purpose, parties } = warrant;
  agency.log.info({ inquiry, court: iss, role, purpose, entries: parties.length }, 'answered');
  return { status: 'ANSWERED', answeredAt, sealed };
}

async function grant(agency: Answering, ring: KeyRing, envelope: string): Promise<Granted> {
  const { code, policy } = agency;
  const now = agency.now();
  // all that are pinned: whether a signer is a court is for the policy to say
  const reader = { code, own: ring.own, signers: [...ring.pinned.values()], now };
  const opened = await openWarrant(envelope, reader);
  if (!opened.ok) return opened;
  const { warrant, court } = opened;
  const refusal = refusedByPolicy(policy, warrant);
  if (refusal !== undefined) return refuse(refusal);
  // there is nobody to seal an answer to
  if (newestValid(court.sealing, now) === undefined) return refuse('RETIRED_KEY');
  const isFirst = await isFirstSight(agency.db, warrant.jti, warrant.exp);
  return isFirst ? opened : refuse('REPLAYED');
}

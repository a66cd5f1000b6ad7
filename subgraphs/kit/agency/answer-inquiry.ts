import { randomUUID } from 'node:crypto';
import { WARRANT_LIFETIME } from '../../../schema/contract/warrant.ts';
import type { Warrant } from '../../../schema/contract/warrant.ts';
import type { Database } from '../database/connect.ts';
import type { AgencyReplyShape } from '../graph/agency-reply.ts';
import type { ServiceLedger } from '../ledger/service-ledger.ts';
import type { Logger } from '../log/logger.ts';
import { inquiryOf } from '../sealing/inquiry-of.ts';
import type { OpenedWarrant } from '../sealing/open-warrant.ts';
import { sealReply } from '../sealing/seal-reply.ts';
import type { KeyRing } from '../service/key-ring.ts';
import type { AgencyPolicy } from './agency-policy.ts';
import { askedDigest, findGivenReply, keepReply } from './given-replies.ts';
import { grantInquiry } from './grant-inquiry.ts';
import type { RefusedInquiry } from './grant-inquiry.ts';
import { answeredEntries, resentEntry, unansweredEntry } from './inquiry-entries.ts';
import { replyToParties } from './reply-to-parties.ts';
import type { LookUp } from './reply-to-parties.ts';
import { isFirstSight } from './seen-inquiries.ts';

/** What an agency needs to answer by itself, trusting warrants and nothing else. */
export type Answering = {
  code: string;
  db: Database;
  log: Logger;
  /** Whatever leaves is in it first. */
  ledger: Pick<ServiceLedger, 'commit' | 'personOf'>;
  /** Its own keys and those it has accepted, as they are now. */
  keys(): Promise<KeyRing>;
  policy: AgencyPolicy;
  lookUp: LookUp;
  /** Whether a register was ever taken in; an agency without one has nothing to say. */
  isLoaded(): Promise<boolean>;
  now(): Date;
};

/**
 * One envelope: opened, checked, looked up, recorded, answered to the court that asked, and to it
 * alone. A refusal tells the hub nothing but that it is one; the reason is in the agency's log and
 * ledger.
 *
 * @throws LedgerError UNAVAILABLE: what could not be recorded is not told.
 */
export async function answerInquiry(
  agency: Answering,
  envelope: string,
): Promise<AgencyReplyShape> {
  const ring = await agency.keys();
  const granted = await grantInquiry(agency, ring, envelope);
  if (!granted.ok) return refuseInquiry(agency, envelope, granted);
  const { warrant } = granted;
  if (!(await agency.isLoaded())) return excuse(agency, warrant);
  if (!(await isFirstSight(agency.db, warrant.jti, warrant.exp)))
    return refuseInquiry(agency, envelope, { ok: false, code: 'REPLAYED', warrant });
  const sealed = (await giveAgain(agency, warrant)) ?? (await lookUpAll(agency, ring, granted));
  return { status: 'ANSWERED', answeredAt: agency.now(), sealed };
}

async function refuseInquiry(
  agency: Answering,
  envelope: string,
  { code, warrant }: RefusedInquiry,
): Promise<AgencyReplyShape> {
  const { ledger, log } = agency;
  const at = agency.now();
  // the hub hands every envelope to everybody, also one that asks others or nobody
  const isForOthers = code === 'NOT_ADDRESSED';
  log[isForOthers ? 'info' : 'warn']({ code }, 'an envelope was refused');
  const event = 'INQUIRY_REFUSED';
  if (warrant !== undefined) await ledger.commit([unansweredEntry(event, warrant, code, at)]);
  else if (!isForOthers) {
    // who asks nobody can tell: the inquiry is the one that the envelope claims to be
    const inquiry = inquiryOf(envelope);
    await ledger.commit([{ at, event, actor: agency.code, inquiry, outcome: code, detail: {} }]);
  }
  return { status: 'REFUSED', answeredAt: at, sealed: null };
}

async function excuse(agency: Answering, warrant: Warrant): Promise<AgencyReplyShape> {
  const at = agency.now();
  agency.log.warn('no register was taken in yet; import one');
  await agency.ledger.commit([unansweredEntry('INQUIRY_UNAVAILABLE', warrant, 'NO_REGISTER', at)]);
  return { status: 'UNAVAILABLE', answeredAt: at, sealed: null };
}

/** The very reply that was given before, where this inquiry goes on with one that was cut off. */
async function giveAgain(agency: Answering, warrant: Warrant): Promise<string | undefined> {
  const { db, ledger, log, policy } = agency;
  const { jti: inquiry, iss: court, resumes } = warrant;
  if (resumes === undefined) return undefined;
  const at = agency.now();
  const given = { inquiry: resumes, asked: askedDigest(warrant, policy) };
  const sealed = await findGivenReply(db, given, at);
  if (sealed === undefined) return undefined;
  await ledger.commit([resentEntry(warrant, resumes, at)]);
  log.info({ inquiry, court, resumes }, 'answered as before');
  return sealed;
}

/** The entries and the reply are committed together, and only then the reply may leave. */
async function lookUpAll(
  agency: Answering,
  ring: KeyRing,
  { warrant, court }: OpenedWarrant,
): Promise<string> {
  const { db, ledger, log, policy } = agency;
  const body = await replyToParties(db, agency.lookUp, policy, warrant);
  const at = agency.now();
  const iat = Math.floor(at.getTime() / 1000);
  const { jti: inquiry, resumes = inquiry, iss, role, purpose, parties, exp } = warrant;
  const claims = {
    ...{ iss: agency.code, aud: iss, iat, exp: iat + WARRANT_LIFETIME },
    ...{ jti: randomUUID(), inquiry },
    ...body,
  };
  const sealed = await sealReply(claims, ring.own, court);
  // a third inquiry names the first, whichever of the two before it was answered
  const kept = { inquiry: resumes, asked: askedDigest(warrant, policy), sealed, exp };
  const entries = answeredEntries(warrant, body, ledger, at);
  await ledger.commit(entries, (tx) => keepReply(tx, kept));
  log.info({ inquiry, court: iss, role, purpose, entries: parties.length }, 'answered');
  return sealed;
}

import type {
  AgencyStatus,
  BlockReason,
  ContactKind,
  NameReason,
  Outcome,
  RepairFlag,
  RepairStatus,
} from '../../../schema/contract/codes.ts';
import type { Elements, Evidence, PartyAnswer } from '../../../schema/contract/reply.ts';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import type { RankedContact } from './ranked-contact.ts';

/** What one agency sent back in one hop; `answers` may speak of other parties too. */
export type AgencyReply = {
  status: AgencyStatus;
  /** Read only when `status` is ANSWERED; found by `ref`. */
  answers: readonly PartyAnswer[];
  /** Kinds of contact that were asked for and that the agency's own policy keeps back. */
  withheld?: readonly ContactKind[];
};

/** Replies of one hop by agency code. An asked agency that is missing counts as UNAVAILABLE. */
export type HopReplies = ReadonlyMap<string, AgencyReply>;

export type FirstHopInput = {
  /** The party as it was put to the agencies in the first hop. */
  asked: AskedParty;
  /** Codes of every agency asked; replies of others are ignored. */
  agencies: readonly string[];
  /** YYYY-MM-DD; ages are judged against it. */
  asOf: string;
  first: HopReplies;
};

export type SecondHopInput = {
  /** Replies to the questions that `firstHop` gave for the same input. */
  second: HopReplies;
} & FirstHopInput;

/** What the first hop discovered, to be put to every asked agency again. */
export type FollowUp = {
  /** At least one; refs are the party's own with -1, -2, … */
  questions: AskedParty[];
};

/**
 * What is shown of one agency. Without `outcome` the agency has said nothing of the party, or what it
 * said would tell where a protected person is.
 */
export type AgencyView = {
  /** Of the last hop the agency was needed in. */
  status: AgencyStatus;
  outcome?: Outcome;
  /** Of the answer that gave the outcome; a first-hop answer where both hops agree. */
  elements?: Elements;
  nameReason?: NameReason;
  blockedBy?: BlockReason;
  evidence?: Evidence[];
  /** Kinds that were asked for and kept back; missing when there are none. */
  withheld?: ContactKind[];
};

/** Flags that say of a phone that it is no contact. */
export const PHONE_FLAGS = [
  'PHONE_REASSIGNED',
  'PHONE_DEAD',
] as const satisfies readonly RepairFlag[];
export type PhoneFlag = (typeof PHONE_FLAGS)[number];

/** A phone that is no contact, and why; of whoever has it now nothing. */
export type LeftOutPhone = {
  /** E.164. */
  phone: string;
  flag: PhoneFlag;
  /** Whether it is the one that the court asked with, and not one that a register held. */
  asked: boolean;
};

/** How a repair ends (domain rules, section 5). */
export type Settlement = {
  status: Exclude<RepairStatus, 'OPEN' | 'REJECTED'>;
  flags: RepairFlag[];
  /** By agency code, one for every asked agency. */
  agencies: Record<string, AgencyView>;
  /** Best first; empty unless `status` is FOUND or INCOMPLETE. */
  contacts: RankedContact[];
  /** For each flag of phones, which they are; empty where such flags are not told. */
  leftOut: LeftOutPhone[];
  /** Of an organisation; never with BLOCKED or NEEDS_REVIEW. */
  legalRepresentative?: string;
};

/** The end of the first hop: either it settles the repair or there is something to follow. */
export type FirstHopResult = { settled: Settlement } | { follow: FollowUp };

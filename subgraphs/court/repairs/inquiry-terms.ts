import type { ContactKind, Purpose } from '../../../schema/contract/codes.ts';
import type { AskedParty, AskingRole } from '../../../schema/contract/warrant.ts';
import type { InquiryState, VerificationState } from './inquiry-state.ts';

/** On whose authority an inquiry asks, and for what; a second hop has that of the first. */
export type InquiryAuthority = {
  /** `sub` of whoever asks, and as what. */
  askedBy: string;
  role: AskingRole;
  purpose: Purpose;
  /** The document that allows it, from 4 to 200 characters. */
  legalBasis: string;
  /** Kinds of contact asked for; none makes the inquiry a pure verification. */
  kinds: ContactKind[];
};

/** What an inquiry asks, of whom, and by whom. */
export type InquiryTerms = InquiryAuthority & {
  hop: 1 | 2;
  followsId: string | null;
  /** The inquiry that was cut off and that this one goes on with, within the time it has left. */
  resumes?: { id: string; expiresAt: Date } | undefined;
  asked: string[];
  /** The day to judge by, YYYY-MM-DD. */
  asOf: string;
};

/** One repair that an inquiry may settle: what it asks, and what the court must remember of it. */
export type InquiryEntry = {
  repairId: string;
  questions: AskedParty[];
  state: InquiryState | VerificationState;
};

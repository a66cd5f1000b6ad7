import type { ContactBasis, ContactKind } from '../../../schema/contract/codes.ts';
import type { ContactLead } from '../../../schema/contract/reply.ts';

/** The rule that gave a contact its rank. Ranks 0 to 3 are for the library and the case file. */
export const CONTACT_RULES = [
  'PHONE_TWO_REGISTERS',
  'PHONE_ONE_REGISTER',
  'PHONE_SUSPENDED',
  'OTHER_LITIGATION_WITHIN_YEAR',
  'CIVIL_ACTIVITY_WITHIN_YEAR',
  'HABITUAL_RESIDENCE',
  'HOUSEHOLD_REGISTRATION',
  'REGISTERED_DOMICILE',
  'LEAD',
] as const;
export type ContactRule = (typeof CONTACT_RULES)[number];

/** What spoke for the rule, or why a contact is a lead only. */
export const CONTACT_REASONS = [
  'HELD_BY_TWO_REGISTERS',
  'HELD_BY_ONE_REGISTER',
  'LEASE_CURRENT',
  'LEASE_ENDED_WITHIN_YEAR',
  'UPDATED_WITHIN_YEAR',
  'GIVEN_WITHIN_YEAR',
  'REGISTERED_FOR_A_YEAR',
  'REGISTERED_UNDER_A_YEAR',
  'REGISTERED_SINCE_UNKNOWN',
  'REGISTERED_HOUSEHOLD',
  'REGISTERED_SEAT',
  'REGISTRATION_LAPSED',
  'OLDER_THAN_A_YEAR',
  'STALL_ADDRESS',
  'ENTERPRISE_ADDRESS',
  'OTHER_ADDRESS',
  'NOT_AN_ADDRESS_OF_SERVICE',
  'LINE_SUSPENDED',
  'NOT_REVERIFIED',
] as const;
export type ContactReason = (typeof CONTACT_REASONS)[number];

/** Rank of what section 6 calls a lead. */
export const LEAD_RANK = 6;

/** 0 to 5 as in section 6 for addresses; phones take 1 (two registers), 2 (one) or 3 (suspended). */
export type ContactRank = 0 | 1 | 2 | 3 | 4 | 5 | typeof LEAD_RANK;

/** A lead and the code of the agency that holds it. */
export type SourcedLead = {
  agency: string;
  /** Bits that speak for the match which brought it; without evidence, nothing is known. */
  strength?: number;
  /** Not every agency was asked, and answered, whether it is under another person by now. */
  notReverified?: boolean;
} & ContactLead;

export type ContactSource = {
  agency: string;
  basis: ContactBasis;
  /** YYYY-MM-DD */
  observedOn: string;
};

/** One phone or address, however many registers hold it. */
export type RankedContact = {
  kind: ContactKind;
  /** As the best source writes it; E.164 for a phone. */
  value: string;
  rank: ContactRank;
  rule: ContactRule;
  /** Basis, agency and date of the best source: lowest rank, then newest. */
  basis: ContactBasis;
  source: string;
  observedOn: string;
  /** Every source, best first. */
  sources: ContactSource[];
  reasons: ContactReason[];
  /** Bits of the strongest match that brought it; 0 where no agency gave evidence. */
  strength: number;
};

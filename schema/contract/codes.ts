/** The codes all services share. Adding one is compatible; renaming or removing one is not. */

export const PARTY_TYPES = ['PERSON', 'ORGANISATION'] as const;
export type PartyType = (typeof PARTY_TYPES)[number];

/** Declared by whoever writes the identifier, never guessed from its form. */
export const ID_TYPES = ['RESIDENT_ID', 'HMT_PERMIT', 'FOREIGN_PR_ID', 'PASSPORT', 'USCC'] as const;
export type IdType = (typeof ID_TYPES)[number];

/** How one element of a party compares with what a register holds. */
export const ELEMENT_VERDICTS = [
  'MATCH',
  'VARIANT',
  'SIMILAR',
  'MISMATCH',
  'NOT_HELD',
  'NOT_ASKED',
] as const;
export type ElementVerdict = (typeof ELEMENT_VERDICTS)[number];

/** Why a name was not plainly equal. */
export const NAME_REASONS = [
  'MIDDLE_DOT',
  'TRADITIONAL_FORM',
  'FORMER_NAME',
  'TOKEN_ORDER',
  'PUNCTUATION',
  'HOMOPHONE',
  'ONE_EDIT',
  'LATIN_FORM',
] as const;
export type NameReason = (typeof NAME_REASONS)[number];

/** What an agency says of one party. */
export const OUTCOMES = ['MATCHED', 'REVIEW', 'CONFLICT', 'NO_RECORD', 'BLOCKED'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const BLOCK_REASONS = ['DECEASED', 'PROTECTED', 'MINOR'] as const;
export type BlockReason = (typeof BLOCK_REASONS)[number];

/** What an agency says of an inquiry as a whole. UNAVAILABLE never becomes NO_RECORD. */
export const AGENCY_STATUSES = ['ANSWERED', 'REFUSED', 'UNAVAILABLE'] as const;
export type AgencyStatus = (typeof AGENCY_STATUSES)[number];

export const REPAIR_STATUSES = [
  'OPEN',
  'FOUND',
  'NOT_FOUND',
  'INCOMPLETE',
  'NEEDS_REVIEW',
  'BLOCKED',
  'REJECTED',
] as const;
export type RepairStatus = (typeof REPAIR_STATUSES)[number];

export const REPAIR_FLAGS = [
  'NAME_VARIANT',
  'FORMER_NAME',
  'DEREGISTERED',
  'REVOKED',
  'PHONE_REASSIGNED',
  'PHONE_DEAD',
  'NAME_SIMILAR',
  'NAME_MISMATCH',
  'PHONE_HELD_BY_ANOTHER',
  'LEGACY_ID',
  'DECEASED',
  'PROTECTED',
  'MINOR',
  'INVALID_INPUT',
  'INSUFFICIENT_IDENTIFIERS',
  'NOT_AUTHORISED',
] as const;
export type RepairFlag = (typeof REPAIR_FLAGS)[number];

export const CONTACT_KINDS = ['PHONE', 'ADDRESS'] as const;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/**
 * What an entry of a register means for service; the court ranks by it and by its dates. Of the order
 * of addresses (Opinions 8 and 9, Interp 4 and 137) every rank that a register can give is here, and
 * what it does not rank is a lead: an agency that joins finds its entries among these.
 */
export const CONTACT_BASES = [
  'LITIGATION_ADDRESS',
  'CORRESPONDENCE_ADDRESS',
  'RESIDENCE_REGISTRATION',
  'HOUSEHOLD_REGISTRATION',
  'REGISTERED_DOMICILE',
  'STALL_ADDRESS',
  'ENTERPRISE_ADDRESS',
  'OTHER_ADDRESS',
  'REGISTERED_PHONE',
  'FILED_PHONE',
  'LEASE_PHONE',
  'SUBSCRIBED_PHONE',
  'OTHER_PHONE',
] as const;
export type ContactBasis = (typeof CONTACT_BASES)[number];

/**
 * What each of them is, in words; the rank is the best that it can have. Years count from
 * `observedOn`, the day on which the entry was given, updated or last confirmed: 365 days are within the
 * year, 366 are not. Whichever of the phones one is makes no difference to its place.
 */
export const BASIS_MEANINGS: Readonly<Record<ContactBasis, string>> = {
  LITIGATION_ADDRESS: 'Given by the party in other litigation or arbitration. Rank 3 for a year.',
  CORRESPONDENCE_ADDRESS:
    'Given or used in civil activity, such as a lease or the answer to a complaint. Rank 4 while the lease lasts and for a year.',
  RESIDENCE_REGISTRATION:
    'Where a person is registered as living. Rank 5 once that has been so for a year, and until it lapses.',
  HOUSEHOLD_REGISTRATION: 'Household registration of a person. Rank 5.',
  REGISTERED_DOMICILE: 'Registered domicile of an organisation. Rank 5.',
  STALL_ADDRESS: 'A stall in a market. A lead.',
  ENTERPRISE_ADDRESS: 'The enterprise of which a person is the legal representative. A lead.',
  OTHER_ADDRESS: 'Any other address. A lead.',
  REGISTERED_PHONE: 'Registered with a person.',
  FILED_PHONE: 'Filed by an enterprise.',
  LEASE_PHONE: 'Left with a lease.',
  SUBSCRIBED_PHONE: 'A line, as whoever runs it has it; comes with its state.',
  OTHER_PHONE: 'Any other phone.',
};

/** In what state a telephone line is, to those who run it. */
export const LINE_STATES = ['NORMAL', 'SUSPENDED', 'CANCELLED', 'NOT_EXIST', 'UNKNOWN'] as const;
export type LineState = (typeof LINE_STATES)[number];

/** How the holder of a line compares with an asked party. */
export const LINE_HOLDER_VERDICTS = [
  'MATCH',
  'VARIANT',
  'SIMILAR',
  'MISMATCH',
  'NOT_HELD',
] as const satisfies readonly ElementVerdict[];
export type LineHolderVerdict = (typeof LINE_HOLDER_VERDICTS)[number];

/** Of these nobody answers, whoever had the number last. */
export const DEAD_LINE_STATES: readonly LineState[] = ['CANCELLED', 'NOT_EXIST'];

/** Market registration state that travels with a match. */
export const ENTERPRISE_STATUSES = ['ACTIVE', 'DEREGISTERED', 'REVOKED'] as const;
export type EnterpriseStatus = (typeof ENTERPRISE_STATUSES)[number];

/** Statutory purposes of an inquiry (PIPL art. 13, 34; CPL art. 87 ff.). */
export const PURPOSES = ['SERVICE_OF_DOCUMENTS', 'MEDIATION', 'ENFORCEMENT'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Why an agency refuses an envelope, or a reader a sealed message. Logged; never sent to the hub. */
export const REFUSAL_CODES = [
  'MALFORMED',
  'NOT_ADDRESSED',
  'UNOPENABLE',
  'WRONG_TYPE',
  'UNKNOWN_KEY',
  'BAD_SIGNATURE',
  'WRONG_ISSUER',
  'WRONG_AUDIENCE',
  'EXPIRED',
  'NOT_YET_VALID',
  'TOO_LONG_LIVED',
  'REPLAYED',
  'WRONG_INQUIRY',
  'RETIRED_KEY',
  'COURT_NOT_ALLOWED',
  'ROLE_NOT_ALLOWED',
  'PURPOSE_NOT_ALLOWED',
  'TOO_MANY_PARTIES',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** What a person may decide about a repair that needs review. */
export const REVIEW_DECISIONS = ['CONFIRM', 'DISMISS'] as const;
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

/** Why a party may not be put to the agencies, or its result not be read, by who asks. */
export const AUTHORITY_PROBLEMS = [
  'NOT_ASSIGNED',
  'CASE_NOT_LIVE',
  'CONFLICT_OF_INTEREST',
  'HOURLY_LIMIT',
  'PROTECTED',
] as const;
export type AuthorityProblem = (typeof AUTHORITY_PROBLEMS)[number];

/** What a clerk and a party have in common (domain rules on privacy). */
export const CONFLICT_GROUNDS = ['SHARED_IDENTIFIER', 'SHARED_HOUSEHOLD', 'DECLARED_KIN'] as const;
export type ConflictGround = (typeof CONFLICT_GROUNDS)[number];

/** A case is put to agencies while it is live, and no longer. */
export const CASE_STATUSES = ['LIVE', 'CLOSED', 'WITHDRAWN'] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

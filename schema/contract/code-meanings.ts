import type { AlertState } from './alert.ts';
import type {
  AgencyStatus,
  AuthorityProblem,
  BlockReason,
  CaseStatus,
  ConflictGround,
  ContactKind,
  ElementVerdict,
  EnterpriseStatus,
  NameReason,
  Outcome,
  PartyType,
  Purpose,
  RepairFlag,
  RepairStatus,
  ReviewDecision,
} from './codes.ts';
import type { LedgerWriterKind } from './events.ts';
import type { Role } from './roles.ts';

type Meanings<Code extends string> = Readonly<Record<Code, string>>;

/** What codes mean to whoever reads them in the graph; its schema says so beside each of them. */
export const REPAIR_STATUS_MEANINGS: Meanings<RepairStatus> = {
  OPEN: 'Nobody has settled it.',
  FOUND: 'At least one usable contact, and every agency that was asked answered.',
  NOT_FOUND: 'Every agency that was asked answered, and none holds a usable contact.',
  INCOMPLETE:
    'Some agency did not answer. What was found is given; that the whereabouts are unknown may not be certified.',
  NEEDS_REVIEW: 'A person must decide. Nothing was disclosed.',
  BLOCKED: 'Contact must stop.',
  REJECTED:
    'No agency was asked, since the list is at fault; or, with `NOT_AUTHORISED`, what came of it is not for who reads.',
};

export const REPAIR_FLAG_MEANINGS: Meanings<RepairFlag> = {
  NAME_VARIANT: 'A register writes the name in another form.',
  FORMER_NAME: 'The name is one that the person no longer bears.',
  DEREGISTERED: 'The enterprise is deregistered.',
  REVOKED: 'The licence of the enterprise is revoked.',
  PHONE_REASSIGNED: 'A phone stands under somebody else in a newer entry; it is no contact.',
  PHONE_DEAD: 'The operators have cancelled a phone or never gave it out; it is no contact.',
  NAME_SIMILAR: 'For review: a register holds a name that is only like it.',
  NAME_MISMATCH: 'For review: a register holds another name under the ID number.',
  PHONE_HELD_BY_ANOTHER: 'For review: the phone stands under somebody else.',
  LEGACY_ID: 'For review: a 15-digit ID number leaves the century of birth open.',
  DECEASED: 'The person has died.',
  PROTECTED: 'The person is protected. A judge may open them once.',
  MINOR: 'The person is under 18: take the guardian route.',
  INVALID_INPUT: 'An element of the list is at fault; `problems` says which and why.',
  INSUFFICIENT_IDENTIFIERS:
    'Two of name, ID number and phone are needed, one of them the number or the phone.',
  NOT_AUTHORISED:
    'The case has ended, or a conflict of interest waits for approval: what came of it is not shown.',
};

export const OUTCOME_MEANINGS: Meanings<Outcome> = {
  MATCHED: 'It holds the party.',
  REVIEW: 'It holds the identifier under a name that is only like it.',
  CONFLICT: 'It holds the identifier under another name.',
  NO_RECORD: 'It does not hold the party.',
  BLOCKED: 'Contact must stop; `blockedBy` says why.',
};

export const VERDICT_MEANINGS: Meanings<ElementVerdict> = {
  MATCH: 'The same.',
  VARIANT: 'The same in another form, or a former name.',
  SIMILAR: 'Like it: a person must decide.',
  MISMATCH: 'Another one.',
  NOT_HELD: 'The register does not hold it.',
  NOT_ASKED: 'It was not asked with.',
};

export const NAME_REASON_MEANINGS: Meanings<NameReason> = {
  MIDDLE_DOT: 'Another middle dot.',
  TRADITIONAL_FORM: 'Traditional or variant characters.',
  FORMER_NAME: 'A former name.',
  TOKEN_ORDER: 'The same words in another order.',
  PUNCTUATION: 'Other punctuation.',
  HOMOPHONE: 'Characters that sound the same.',
  ONE_EDIT: 'One character differs.',
  LATIN_FORM: 'The same name in Latin letters.',
};

export const BLOCK_REASON_MEANINGS: Meanings<BlockReason> = {
  DECEASED: REPAIR_FLAG_MEANINGS.DECEASED,
  PROTECTED: 'The person is protected.',
  MINOR: 'The person is under 18.',
};

export const AUTHORITY_MEANINGS: Meanings<AuthorityProblem> = {
  NOT_ASSIGNED: 'The case is not assigned to who asks: a judge assigns it.',
  CASE_NOT_LIVE: 'The case is closed or withdrawn.',
  CONFLICT_OF_INTEREST:
    'Who asks shares an identifier, a household or kinship with the party, and nobody has approved it.',
  HOURLY_LIMIT: 'More parties within an hour than may be asked about without an approved list.',
  PROTECTED: 'A judge has opened this person, and asking anew would lose what was found.',
};

export const CASE_STATUS_MEANINGS: Meanings<CaseStatus> = {
  LIVE: 'Its parties may be put to agencies.',
  CLOSED: 'It is done.',
  WITHDRAWN: 'It should not have been asked about, or is asked about no more.',
};

export const CONFLICT_MEANINGS: Meanings<ConflictGround> = {
  SHARED_IDENTIFIER: 'The same ID number or phone.',
  SHARED_HOUSEHOLD: 'The same home.',
  DECLARED_KIN: 'Kinship that the clerk has declared.',
};

export const AGENCY_STATUS_MEANINGS: Meanings<AgencyStatus> = {
  ANSWERED: 'It has answered.',
  REFUSED: 'It was not asked, or its policy or the envelope says no; why stands in its own log.',
  UNAVAILABLE: 'It did not answer, not in time, or has no register yet.',
};

export const ENTERPRISE_STATUS_MEANINGS: Meanings<EnterpriseStatus> = {
  ACTIVE: 'It is registered.',
  DEREGISTERED: 'It is deregistered.',
  REVOKED: 'Its licence is revoked.',
};

export const ALERT_STATE_MEANINGS: Meanings<AlertState> = {
  OPEN: 'Nobody has decided about it.',
  EXPLAINED: 'What was found was in order.',
  CONFIRMED: 'What was found was not in order.',
};

export const LEDGER_WRITER_MEANINGS: Meanings<LedgerWriterKind> = {
  COURT: 'The court.',
  AGENCY: 'Each agency.',
  HUB: 'The audit service, for the gateway too, and the registry.',
};

export const DECISION_MEANINGS: Meanings<ReviewDecision> = {
  CONFIRM: 'The holder of the ID number is the party, though a register writes the name otherwise.',
  DISMISS: 'The entry is not the party.',
};

export const PURPOSE_MEANINGS: Meanings<Purpose> = {
  SERVICE_OF_DOCUMENTS: 'Service of documents (送达).',
  MEDIATION: 'Mediation (调解).',
  ENFORCEMENT: 'Enforcement (执行).',
};

export const PARTY_TYPE_MEANINGS: Meanings<PartyType> = {
  PERSON: 'A natural person.',
  ORGANISATION: 'An organisation, asked about by its unified social credit code.',
};

export const CONTACT_KIND_MEANINGS: Meanings<ContactKind> = {
  PHONE: 'A telephone number.',
  ADDRESS: 'A postal address.',
};

export const ROLE_MEANINGS: Meanings<Role> = {
  CLERK: 'Puts parties to agencies.',
  JUDGE: 'Assigns, approves and opens.',
  PRIVACY_OFFICER: 'Watches over who looked whom up.',
  AGENCY_ENGINEER: 'Publishes an agency’s schema.',
  ADMINISTRATOR: 'Retires agencies and rolls versions back.',
  FRONTEND: 'Reads what is public: enterprises and stalls.',
};

/**
 * Who keeps a ledger: the court, each agency, and the hub (the audit service, for the gateway too, and
 * the registry).
 */
export type LedgerWriterKind = 'COURT' | 'AGENCY' | 'HUB';

/** One kind of entry: who writes it, when, and what `detail` holds. Codes and counts only. */
export type EventKind = {
  writers: readonly LedgerWriterKind[];
  when: string;
  /** Members of `detail`, each with its meaning. */
  detail: Readonly<Record<string, string>>;
};

const INQUIRY_TERMS = {
  court: 'code of the court that asks',
  role: 'as what the person at the court asks',
  hop: '1, or 2 for what the first hop discovered',
  kinds: 'kinds of contact asked for; none in a pure verification',
  basis: 'SHA-256 of the legal basis as it was stated, base64url',
};
/** Who opened something: the person it is about is told the office and the role, and no name. */
const OPENER = {
  court: 'code of the court that opened it',
  role: 'as what the person at the court opened it',
};
const ACT = { act: 'id of the act at the court, which keeps the reason as it was typed' };

/**
 * Every event of every ledger. An entry is never changed, so adding one is compatible and renaming
 * or removing one is not. `docs/events.md` beside this is made of it.
 */
export const EVENTS = {
  INQUIRY_ASKED: {
    writers: ['COURT'],
    when: 'A party was put to agencies; one entry a party, before the envelope leaves the court.',
    detail: {
      ...INQUIRY_TERMS,
      agencies: 'codes of the agencies asked',
      repair: 'id of the repair',
      pseudonym: 'of whoever asks, as agencies are told',
      resumes: 'the inquiry that this one goes on with, where one was interrupted',
    },
  },
  INQUIRY_SETTLED: {
    writers: ['COURT'],
    when: 'A repair ended; one entry a party, before its contacts are told. The outcome is its status.',
    detail: {
      repair: 'id of the repair',
      flags: 'of the repair',
      agencies: 'what each agency said: its outcome, or its status where it said nothing',
      contacts: 'how many contacts were disclosed, masked',
    },
  },
  REPAIR_SCREENED: {
    writers: ['COURT'],
    when: 'A repair ended before anybody was asked, by what was typed of its party; one entry a party. The outcome is its status.',
    detail: { repair: 'id of the repair', flags: 'of the repair' },
  },
  VERIFICATION_TOLD: {
    writers: ['COURT'],
    when: 'The verdicts of a pure verification were told; one entry a party.',
    detail: { repair: 'id of the repair', agencies: 'what each agency said' },
  },
  REPLY_REJECTED: {
    writers: ['COURT'],
    when: 'An agency’s reply could not be accepted. The outcome is the reason.',
    detail: { agency: 'code of the agency' },
  },
  INQUIRY_ROUTED: {
    writers: ['HUB'],
    when: 'The hub is about to hand an envelope to agencies.',
    detail: { agencies: 'codes of the agencies', request: 'id of the request' },
  },
  INQUIRY_PASSED: {
    writers: ['HUB'],
    when: 'The hub is about to hand the agencies’ replies to the court.',
    detail: { agencies: 'status by agency', request: 'id of the request' },
  },
  INQUIRY_ANSWERED: {
    writers: ['AGENCY'],
    when: 'A party was looked up; one entry a party, before the reply leaves. The outcome is what was answered, VERIFIED where verdicts alone were.',
    detail: { ...INQUIRY_TERMS, contacts: 'how many contacts the reply holds' },
  },
  INQUIRY_RESENT: {
    writers: ['AGENCY'],
    when: 'A reply that was given before was given again, to an inquiry that goes on with an interrupted one.',
    detail: { court: 'code of the court', resumes: 'the inquiry that was answered' },
  },
  INQUIRY_REFUSED: {
    writers: ['AGENCY'],
    when: 'An envelope was refused, other than one that asks others only. The outcome is the reason; the actor is the agency itself where the envelope does not say who asks.',
    detail: { court: 'code of the court, where the warrant is sound' },
  },
  INQUIRY_UNAVAILABLE: {
    writers: ['AGENCY'],
    when: 'An envelope could not be answered: no register was taken in yet.',
    detail: { court: 'code of the court' },
  },
  SIGNED_IN: {
    writers: ['HUB'],
    when: 'An access token was used for the first time.',
    detail: { roles: 'of the person', scopes: 'of the token' },
  },
  ACCESS_DENIED: {
    writers: ['HUB', 'COURT'],
    when: 'Somebody was refused: a token, a proof, a document, a field, a party. The outcome is the code.',
    detail: {
      operation: 'what was attempted',
      fields: 'fields of the graph that were refused',
      repair: 'id of the repair that was refused',
      request: 'id of the request',
      ...ACT,
    },
  },
  HOURLY_LIMIT_REACHED: {
    writers: ['COURT'],
    when: 'A clerk came to the end of what an hour allows.',
    detail: { refused: 'how many parties', ...ACT },
  },
  CONTACT_REVEALED: {
    writers: ['COURT'],
    when: 'One contact was opened, sealed to whoever asked. The outcome is its kind, the purpose that of the inquiry which found it; entries of before have neither, nor court and role.',
    detail: { ...OPENER, contact: 'id of the contact', repair: 'id of the repair', ...ACT },
  },
  REVIEW_DECIDED: {
    writers: ['COURT'],
    when: 'A person decided about a repair that needed review. The outcome is the decision.',
    detail: { repair: 'id of the repair', ...ACT },
  },
  PROTECTION_LIFTED: {
    writers: ['COURT'],
    when: 'A judge opened a protected person. The purpose is that for which the person was asked about; entries of before have none, nor court and role.',
    detail: { ...OPENER, repair: 'id of the repair', ...ACT },
  },
  CONFLICT_FOUND: {
    writers: ['COURT'],
    when: 'A clerk and a party have something in common. The outcome is the ground.',
    detail: { repair: 'id of the repair', ...ACT },
  },
  CONFLICT_APPROVED: {
    writers: ['COURT'],
    when: 'A second person let a clerk go on in spite of a conflict of interest.',
    detail: { conflict: 'id of the conflict', clerk: 'subject of the clerk', ...ACT },
  },
  CLERK_ASSIGNED: {
    writers: ['COURT'],
    when: 'A clerk was assigned to a case, or to the cases of a list.',
    detail: { clerk: 'subject of the clerk', ...ACT },
  },
  BATCH_APPROVED: {
    writers: ['COURT'],
    when: 'A judge approved a list.',
    detail: { clerk: 'subject of the clerk', parties: 'how many', ...ACT },
  },
  CASE_ENDED: {
    writers: ['COURT'],
    when: 'A case was closed or withdrawn. The outcome says which.',
    detail: ACT,
  },
  CONTACTS_EXPIRED: {
    writers: ['COURT'],
    when: 'Contacts whose time is over were deleted.',
    detail: { contacts: 'how many', ...ACT },
  },
  DELIVERY_ATTEMPTED: {
    writers: ['COURT'],
    when: 'A document was sent to a contact or a service address. The outcome is its effect.',
    detail: { contact: 'id of the contact', repair: 'id of the repair' },
  },
  LIST_IMPORTED: {
    writers: ['COURT'],
    when: 'A list of parties, or what clerks declare of themselves, was taken in.',
    detail: { what: 'PARTIES or CLERKS', rows: 'read', rejected: 'of them' },
  },
  REGISTER_IMPORTED: {
    writers: ['AGENCY'],
    when: 'A register was replaced.',
    detail: {
      rows: 'read',
      inserted: 'rows',
      removed: 'rows',
      rejected: 'rows',
      digest: 'SHA-256',
    },
  },
  POLICY_CHANGED: {
    writers: ['AGENCY'],
    when: 'A service started with another policy than the last time.',
    detail: { digest: 'SHA-256 of the policy as canonical JSON, base64url' },
  },
  KEY_CHANGED: {
    writers: ['COURT', 'AGENCY', 'HUB'],
    when: 'Own keys were made or rotated, or another party’s accepted. The outcome says which.',
    detail: { party: 'whose keys', fingerprints: 'kids' },
  },
  SCHEMA_CHANGED: {
    writers: ['HUB'],
    when: 'A schema was published, refused, retired or rolled back, or gateways get a new release. The outcome says which: PUBLISHED, REFUSED, RETIRED, ROLLED_BACK or RELEASED.',
    detail: {
      agency: 'code',
      version: 'of its schema',
      release: 'number of the release that gateways get',
      codes: 'of the checks that failed',
      attempted: 'what was refused: PUBLISHED, RETIRED or ROLLED_BACK',
    },
  },
  AUDIT_READ: {
    writers: ['HUB'],
    when: 'Somebody read the ledgers. The outcome says what: a page, a reconciliation, a proof, an access report.',
    detail: { filter: 'what was looked for, without any identifier', sources: 'codes' },
  },
  AUDIT_ANSWERED: {
    writers: ['COURT', 'AGENCY', 'HUB'],
    when: 'A service gave of its own ledger, before it is told. The outcome says what. Not where the audit service itself follows a ledger, every few seconds: each answer would call for the next.',
    detail: { request: 'id of the request', entries: 'how many' },
  },
  AUDIT_REFUSED: {
    writers: ['COURT', 'AGENCY', 'HUB'],
    when: 'A request of the audit service for this ledger was refused. The outcome is the reason.',
    detail: {},
  },
  ALERT_CHANGED: {
    writers: ['HUB'],
    when: 'An alert was raised, explained or confirmed, or a rule was set. The outcome is the state of the alert, or RULE_ON or RULE_OFF.',
    detail: {
      alert: 'id',
      rule: 'code of the rule',
      reason: 'SHA-256 of the stated reason',
      thresholds: 'SHA-256 of the thresholds that were set, as canonical JSON',
    },
  },
  DISCLOSURE_DELAYED: {
    writers: ['HUB'],
    when: 'An order delays telling a person of a look-up, or ends the delay. The outcome says which.',
    detail: { order: 'id', until: 'day', reason: 'SHA-256 of the stated reason' },
  },
  LEDGER_EXPORTED: {
    writers: ['COURT', 'AGENCY', 'HUB'],
    when: 'A ledger was written out.',
    detail: { entries: 'how many' },
  },
  LEDGER_MONTH_DROPPED: {
    writers: ['COURT', 'AGENCY', 'HUB'],
    when: 'A month’s entries were deleted after three years. Their hashes stay.',
    detail: { month: 'such as 2026-03', ranges: 'indexes from and to, both included' },
  },
} as const satisfies Readonly<Record<string, EventKind>>;

export type EventCode = keyof typeof EVENTS;

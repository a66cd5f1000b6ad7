/**
 * Every code a client can meet, and what it is told. The words are fixed here: what a subgraph says
 * in its own is never passed on.
 */
export const ERROR_MESSAGES = {
  BAD_REQUEST: 'The request does not fit GraphQL over HTTP.',
  BAD_USER_INPUT: 'A variable or an argument does not fit its type or its rule.',
  GRAPHQL_PARSE_FAILED: 'The document cannot be read as GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the graph.',
  OPERATION_RESOLUTION_FAILURE: 'The document does not hold the named operation.',
  PERSISTED_QUERY_NOT_FOUND: 'PersistedQueryNotFound',
  PERSISTED_QUERY_NOT_SUPPORTED: 'PersistedQueryNotSupported',
  UNAUTHENTICATED: 'Sign in first.',
  FORBIDDEN: 'Your role or your token does not allow this.',
  TOKEN_REFUSED: 'The access token is not accepted. Sign in again.',
  PROOF_REFUSED: 'The proof of possession (DPoP, RFC 9449) is missing, wrong or used before.',
  CALL_REFUSED: 'Only the gateway may call this, each call signed by it.',
  DOCUMENT_NOT_TRUSTED: 'Only documents of the manifest are answered here; send a documentId.',
  LIMIT_EXCEEDED: 'The document is larger or deeper than this graph answers.',
  ALIAS_NOT_ALLOWED: 'An alias has the name of a field that this graph needs for itself.',
  REQUEST_TIMEOUT: 'The request took too long to arrive.',
  NOT_FOUND: 'There is nothing of that name.',
  SUBGRAPH_UNAVAILABLE: 'A part of the graph does not answer.',
  PAYLOAD_TOO_LARGE: 'The request is too long.',
  UNKNOWN_INQUIRY: 'This court has issued no such inquiry.',
  INQUIRY_EXPIRED: 'The inquiry has expired; its repairs are open again. Run them anew.',
  INQUIRY_ANSWERED: 'This verification was answered before. Ask anew.',
  CASE_NOT_FOUND: 'There is no such case among yours.',
  CASE_NOT_LIVE: 'The case is closed or withdrawn; nothing of it is read or asked any more.',
  LIST_NOT_FOUND: 'There is no such list of parties.',
  NOT_ASSIGNED: 'You are not assigned to this case.',
  CONFLICT_OF_INTEREST:
    'You and this party have something in common. A second person must approve.',
  CONFLICT_NOT_FOUND: 'There is no such conflict of interest that waits for approval.',
  SECOND_PERSON_NEEDED:
    'Somebody else must decide this: another judge, and of an alert another privacy officer.',
  NOT_PROTECTED: 'This repair is not stopped because the person is protected.',
  OPENED_BEFORE: 'This protected person was opened before; once is all there is.',
  PROTECTED: 'A judge has opened this protected person. What was found stays as it is.',
  HOURLY_LIMIT: 'Too many parties within an hour. Have the list approved as a batch.',
  KEY_CANNOT_OPEN: 'Your token must be bound to a P-256 key, to which the value is sealed.',
  CONTACT_NOT_FOUND: 'There is no such contact, or its time is over.',
  REPAIR_NOT_FOUND: 'There is no such repair.',
  REVIEW_NOT_OPEN: 'This repair does not wait for a decision.',
  REVIEW_NOT_CONFIRMABLE:
    'No decision can tell who this is. Find the 18-digit ID number and run the repair with it.',
  LEDGER_UNAVAILABLE:
    'It cannot be recorded who asks, so nothing is asked or told. Try again in a moment.',
  ENTRY_NOT_FOUND: 'There is no such entry in this ledger.',
  ALERT_NOT_FOUND: 'There is no such alert.',
  DELAY_NOT_FOUND: 'There is no such delay in force.',
  SOUGHT_UNREADABLE: 'The sealed identifier cannot be opened, or is none.',
  INTERNAL_SERVER_ERROR: 'Something failed here.',
} as const;

export type ErrorCode = keyof typeof ERROR_MESSAGES;

/** What can be wrong with an argument; goes with BAD_USER_INPUT, beside the argument's name. */
export const ARGUMENT_PROBLEMS = {
  EMPTY: 'is empty',
  TOO_MANY: 'names more than a thousand repairs',
  NOT_AN_ID: 'is not an id of this graph',
  NOT_A_CURSOR: 'is not a cursor of this connection',
  NOT_A_CASE_NUMBER: 'is not a case number such as （2026）浙0782民初10001号',
  NOT_A_DAY: 'is not a day of the calendar, YYYY-MM-DD',
  NOT_AN_INSTANT: 'is not an instant as RFC 3339 writes it',
  NOT_PLAIN_TEXT: 'holds control characters or halves of characters',
  REASON_LENGTH: 'must have from 4 to 500 characters',
  ONE_OF_TWO: 'is to be given or its alternative is, and not both',
  NOT_AN_AGENCY: 'names somebody who is no agency that this court has accepted',
  NOT_A_SUBJECT: 'is not the subject of an account',
  LEGAL_BASIS_LENGTH: 'must have from 4 to 200 characters',
  PAGE_SIZE: 'must be from 1 to 1000',
  ENTRIES_PER_PAGE: 'must be from 1 to 500',
  NOT_LATER: 'must be later than `from`',
  NOT_THRESHOLDS: 'does not fit the rule',
  NOT_AHEAD: 'must be a day from tomorrow to a year from now',
  NOT_A_FILTER: 'is longer, emptier or of other words than a filter may be',
  NOT_A_SOURCE: 'names no service that keeps a ledger',
  NOT_A_CODE: 'is not the code of a subgraph',
  NOT_A_VERSION: 'is not the number of a version',
  NOT_A_REPORT: 'is not a report of operations',
} as const;

export type ArgumentProblem = keyof typeof ARGUMENT_PROBLEMS;

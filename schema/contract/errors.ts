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
  NOT_FOUND: 'There is nothing of that name.',
  SUBGRAPH_UNAVAILABLE: 'A part of the graph does not answer.',
  PAYLOAD_TOO_LARGE: 'The request is too long.',
  UNKNOWN_INQUIRY: 'This court has issued no such inquiry.',
  INQUIRY_EXPIRED: 'The inquiry has expired; its repairs are open again. Run them anew.',
  INQUIRY_ANSWERED: 'This verification was answered before. Ask anew.',
  CONTACT_NOT_FOUND: 'There is no such contact, or its time is over.',
  REPAIR_NOT_FOUND: 'There is no such repair.',
  REVIEW_NOT_OPEN: 'This repair does not wait for a decision.',
  REVIEW_NOT_CONFIRMABLE:
    'No decision can tell who this is. Find the 18-digit ID number and run the repair with it.',
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
  REASON_LENGTH: 'must have from 4 to 500 characters',
  NOT_A_KEY: 'is not a public X25519 or P-256 key in JSON (RFC 7517)',
  PAGE_SIZE: 'must be from 1 to 1000',
} as const;

export type ArgumentProblem = keyof typeof ARGUMENT_PROBLEMS;

import type { ErrorCode } from './errors.ts';

/** What a code means beyond its message, and what a client does about it. */
export type ErrorHelp = { when: string; then: string };

/** For every code; `docs/errors.md` is made of it. */
export const ERROR_HELP: Readonly<Record<ErrorCode, ErrorHelp>> = {
  BAD_REQUEST: {
    when: 'The HTTP request is not one this door takes: another method than POST, another type than JSON, an answer wanted in another type than JSON, JSON that cannot be read, several requests in one body, a header given twice, a document id beside another text, the hash of a persisted query of the Apollo kind alone.',
    then: 'Send one JSON object by POST, with `documentId` or `query`. Repeating the same request fails again.',
  },
  BAD_USER_INPUT: {
    when: 'A variable or an argument breaks its type or its rule. Where the rule is one of ours, `extensions.argument` names the argument, or the type `Date` or `DateTime` that a day or an instant does not fit, and `extensions.problem` the rule; of a filter it is the field. A variable that is missing or of another type is named in the message.',
    then: 'Correct the argument. The value is never told back.',
  },
  GRAPHQL_PARSE_FAILED: {
    when: 'The document is not GraphQL.',
    then: 'Correct the document; `locations` says where reading stopped.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    when: 'The document asks for something that this graph does not have, or asks for introspection where that is off. A day or an instant that stands in the document and is none counts here as well; in a variable it is `BAD_USER_INPUT`. Either way `extensions.problem` says so.',
    then: 'Compare the document with `schema/generated/client.graphql`.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    when: 'The document has several operations and none is named, or none has the name.',
    then: 'Send `operationName`.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    when: 'Never: where persisted queries of the Apollo kind are asked for by their hash alone, that is `BAD_REQUEST`, or `DOCUMENT_NOT_TRUSTED` in production.',
    then: 'Send `documentId` instead: documents are never registered by asking.',
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    when: 'Never: where persisted queries of the Apollo kind are asked for by their hash alone, that is `BAD_REQUEST`, or `DOCUMENT_NOT_TRUSTED` in production.',
    then: 'Send `documentId` instead: documents are never registered by asking.',
  },
  UNAUTHENTICATED: {
    when: 'The field at `path` is for people who have signed in. The rest of the answer stands. Where the field may not be null, the nearest that may is; every field at the root may.',
    then: 'Sign in and ask again.',
  },
  FORBIDDEN: {
    when: 'The field at `path` is for other roles, or for a token with more scopes. The rest of the answer stands. Where the field may not be null, the nearest that may is; every field at the root may.',
    then: 'See [rights](rights.md). Ask for a token with the scope if your role has it; otherwise ask somebody whose role has it.',
  },
  TOKEN_REFUSED: {
    when: 'The access token has expired, is not of the trusted issuer, is not meant for this graph, is not bound to a key (DPoP), or gives one account roles that exclude each other.',
    then: 'Refresh the token, or sign in again. If a fresh token is refused too, tell the administrator the `requestId`.',
  },
  PROOF_REFUSED: {
    when: 'The DPoP proof is missing, older than a minute, of another key, address or token, or was used before.',
    then: 'Make a new proof for every request. If that fails too, set the clock.',
  },
  CALL_REFUSED: {
    when: 'A subgraph was called without a valid signature of the gateway over this very body.',
    then: 'Ask the gateway.',
  },
  DOCUMENT_NOT_TRUSTED: {
    when: 'The document is not in `schema/generated/trusted-documents.json` of the running version, or was sent as text where only ids are taken.',
    then: 'Send the id of a document of the manifest. After an update, reload the client.',
  },
  LIMIT_EXCEEDED: {
    when: 'The document is beyond a limit; `extensions.limit` says which one: depth, cost, aliases, directives, tokens or mutations.',
    then: 'Ask for less at once: smaller pages, fewer fields, several requests. Values belong into variables, which do not count.',
  },
  ALIAS_NOT_ALLOWED: {
    when: 'An alias has the name of a field by which subgraphs know the entity, or begins with two underscores.',
    then: 'Take another alias.',
  },
  REQUEST_TIMEOUT: {
    when: 'Headers or body took too long to arrive. Nothing was done.',
    then: 'Send the request again, on a better connection if need be.',
  },
  NOT_FOUND: { when: 'No such address.', then: 'The graph is at `/graphql`.' },
  SUBGRAPH_UNAVAILABLE: {
    when: 'A subgraph that is no agency does not answer, or not in time. An agency that does not answer is no error: its status is UNAVAILABLE.',
    then: 'Ask again later. After a mutation, first look whether it was done.',
  },
  PAYLOAD_TOO_LARGE: {
    when: 'The body or the headers are longer than the door takes.',
    then: 'Send less at once.',
  },
  UNKNOWN_INQUIRY: {
    when: 'An inquiry was shown to the court that it has not issued.',
    then: 'Nothing a client can do: tell the administrator the `requestId`.',
  },
  INQUIRY_EXPIRED: {
    when: 'The agencies answered too late for this inquiry.',
    then: 'Run the repairs again.',
  },
  INQUIRY_ANSWERED: {
    when: 'The result of a verification was read before; it is told once.',
    then: 'Verify the parties again.',
  },
  CASE_NOT_FOUND: {
    when: 'There is no such case, or it is not among those you may see. Which of the two is not told.',
    then: 'Check the number; have the case assigned to you.',
  },
  CASE_NOT_LIVE: {
    when: 'The case was closed or withdrawn; its results are unreadable from then on.',
    then: 'Nothing: what was recorded stays with the court.',
  },
  LIST_NOT_FOUND: {
    when: 'There is no such list of parties.',
    then: 'Take the list in first, or check its id.',
  },
  NOT_ASSIGNED: {
    when: 'The case is assigned to somebody else.',
    then: 'Have a judge assign it to you.',
  },
  PROTECTED: {
    when: 'A judge has opened this protected person, and asking anew would lose what was found.',
    then: 'Leave the party out, or ask the judge what came of it.',
  },
  CONFLICT_OF_INTEREST: {
    when: 'You share an identifier, a household or a declared kinship with the party.',
    then: 'Wait until a second person has approved it, or leave the case to another clerk.',
  },
  CONFLICT_NOT_FOUND: {
    when: 'There is no such conflict of interest, or it was decided already.',
    then: 'Read `conflicts` again.',
  },
  SECOND_PERSON_NEEDED: {
    when: 'Whoever asks for something cannot approve it as well, and nobody decides about an alert that tells of their own doing, under whichever name a ledger has them.',
    then: 'Have another judge approve it. Of an alert, have another privacy officer explain or confirm it.',
  },
  NOT_PROTECTED: {
    when: 'Protection was to be lifted where there is none.',
    then: 'Read the repair: its flags say what stopped it.',
  },
  OPENED_BEFORE: {
    when: 'The protection of this person was lifted before in this repair.',
    then: 'Read the result of that time while it is there.',
  },
  HOURLY_LIMIT: {
    when: 'You have put more parties to the agencies within an hour than one may without approval. An alert was raised.',
    then: 'Have the list approved as a batch, or go on after the hour.',
  },
  KEY_CANNOT_OPEN: {
    when: 'The value is sealed to the key of your token, and nothing can be sealed to that kind of key.',
    then: 'Sign in with a P-256 key (ES256).',
  },
  CONTACT_NOT_FOUND: {
    when: 'There is no such contact, it has expired, or it is not among those you may see.',
    then: 'Run the repair again if the case is still live.',
  },
  REPAIR_NOT_FOUND: {
    when: 'There is no such repair, or it is not among those you may see.',
    then: 'Check the id; have the case assigned to you.',
  },
  REVIEW_NOT_OPEN: {
    when: 'The repair needs no review, or was decided already.',
    then: 'Read the repair again.',
  },
  REVIEW_NOT_CONFIRMABLE: {
    when: 'What the registers hold leaves open who this is.',
    then: 'Find the 18-digit ID number and run the repair with it, or dismiss it.',
  },
  LEDGER_UNAVAILABLE: {
    when: 'An entry could not be committed to a ledger: of the court, of an agency, or of the hub. Nothing was disclosed.',
    then: 'Ask again; what agencies have answered already is not asked twice. If it goes on, tell the administrator.',
  },
  ENTRY_NOT_FOUND: {
    when: 'The ledger has no entry of that index, or no checkpoint covers it yet.',
    then: 'Wait a second, or read the page again.',
  },
  ALERT_NOT_FOUND: {
    when: 'There is no alert of that id.',
    then: 'Read `alerts` again.',
  },
  DELAY_NOT_FOUND: {
    when: 'There is no such delay, its day has come, or it was ended before.',
    then: 'Nothing: the person is told already.',
  },
  SOUGHT_UNREADABLE: {
    when: 'Whom the question is about was not sealed to every service in the form of the contract.',
    then: 'Seal it anew, to the present keys.',
  },
  INTERNAL_SERVER_ERROR: {
    when: 'A defect of ours.',
    then: 'Tell the administrator the `requestId`: the log has the rest.',
  },
};

/**
 * Why a subgraph gave no usable answer. Stable, for logs and alerts; never sent to a client.
 *
 * - `DOWN`: no connection, or closed before an answer began
 * - `DEADLINE`: not complete in time, from the first byte sent to the last received
 * - `HTTP_STATUS`: a status other than 200
 * - `MALFORMED`: broken off, not JSON, or not of the asked shape
 * - `GRAPHQL_ERRORS`: answered with errors where only data counts
 * - `TOO_LARGE`: longer than the limit
 * - `CALL_REFUSED`: the subgraph does not accept that this gateway calls it
 * - `NO_INQUIRY`: not asked, since an envelope names no inquiry
 * - `LEDGER_UNAVAILABLE`: not asked, or not answered, since it could not be recorded
 * - `NO_KEYS`: it was not called, as no key of it, or none of the gateway's own, is valid now
 */
export type FailureCause =
  | 'DOWN'
  | 'DEADLINE'
  | 'HTTP_STATUS'
  | 'MALFORMED'
  | 'GRAPHQL_ERRORS'
  | 'TOO_LARGE'
  | 'CALL_REFUSED'
  | 'NO_INQUIRY'
  | 'LEDGER_UNAVAILABLE'
  | 'NO_KEYS';

/** Thrown by whatever talks to a subgraph. Says nothing but the cause: no address, no body. */
export class SubgraphFailure extends Error {
  override name = 'SubgraphFailure';
  readonly code: FailureCause;

  constructor(code: FailureCause) {
    super(`The subgraph failed: ${code}`);
    this.code = code;
  }
}

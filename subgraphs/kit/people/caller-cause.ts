/** Why a token or a proof was not accepted; for logs, never told to who sent it. */
export type CallerCause =
  /** The header is not there, or is of another scheme than `DPoP`. */
  | 'MISSING'
  | 'WRONG_SCHEME'
  | 'TOO_LARGE'
  | 'MALFORMED'
  | 'WRONG_TYPE'
  | 'WRONG_ALGORITHM'
  /** A token brings its key along or points to it, or insists on an extension. */
  | 'FOREIGN_KEY'
  | 'UNKNOWN_KEY'
  | 'BAD_SIGNATURE'
  | 'PROVIDER_UNREACHABLE'
  | 'WRONG_ISSUER'
  | 'WRONG_AUDIENCE'
  | 'EXPIRED'
  | 'NOT_YET_VALID'
  | 'TOO_LONG_LIVED'
  | 'NOT_BOUND'
  | 'DISJOINT_ROLES'
  /** Of a proof: its key is not the public half alone, or not the one of the token. */
  | 'PRIVATE_KEY'
  | 'OTHER_KEY'
  | 'OTHER_TOKEN'
  | 'WRONG_METHOD'
  | 'WRONG_ADDRESS'
  | 'WRONG_TIME'
  | 'REPLAYED'
  | 'TOO_MANY_PROOFS';

export type CauseFound = { ok: false; cause: CallerCause };

/** A step's outcome on the way to knowing who asks. */
export type Known<T> = { ok: true; value: T } | CauseFound;

export function known<T>(value: T): Known<T> {
  return { ok: true, value };
}

export function because(cause: CallerCause): CauseFound {
  return { ok: false, cause };
}

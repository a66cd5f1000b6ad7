/** Why a ledger did not do what it was asked. */
export type LedgerFailure =
  /** The database did not take the entries: nothing they stand for may be disclosed. */
  | 'UNAVAILABLE'
  /** What is stored contradicts what was signed. */
  | 'INCONSISTENT'
  /** An entry that cannot be written: a defect of whoever wrote it. */
  | 'NOT_AN_ENTRY';

/** Holds codes only: the driver's own errors quote what was being written. */
export class LedgerError extends Error {
  override name = 'LedgerError';
  readonly code: LedgerFailure;
  /** SQLSTATE, or the code of a socket's error, where a database was the cause. */
  readonly causeCode: string | undefined;

  constructor(code: LedgerFailure, cause?: unknown) {
    super(`The ledger failed: ${code}`);
    this.code = code;
    this.causeCode = codeOf(cause);
  }
}

/** Drizzle wraps the driver's error in one of its own. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}

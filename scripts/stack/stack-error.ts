/**
 * Something the person who runs the stack must be told. The message stands alone: it says what to
 * do and holds no password.
 */
export class StackError extends Error {
  override name = 'StackError';
}

/** The `code` of a system error, such as `ENOENT`. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

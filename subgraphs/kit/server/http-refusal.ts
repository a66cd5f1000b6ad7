import { ERROR_MESSAGES } from '../../../schema/contract/errors.ts';
import type { ErrorCode } from '../../../schema/contract/errors.ts';

/** A request that is turned away before it reaches the graph. */
export class HttpRefusal extends Error {
  override name = 'HttpRefusal';
  readonly statusCode: number;
  readonly code: ErrorCode;

  constructor(statusCode: number, code: ErrorCode) {
    super(ERROR_MESSAGES[code]);
    this.statusCode = statusCode;
    this.code = code;
  }
}

/** The body that goes with it, in the form of an answer of the graph. */
export function refusalBody(code: ErrorCode) {
  return { errors: [{ message: ERROR_MESSAGES[code], extensions: { code } }] };
}

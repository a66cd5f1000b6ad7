import { expect } from 'vitest';
import { ERROR_MESSAGES } from '../../schema/contract/errors.ts';
import type { ErrorCode } from '../../schema/contract/errors.ts';
import type { Said } from './doors.ts';

/**
 * Expects a request to be turned away as a whole: by this code, in the contract's words, and with
 * nothing else but the id under which the log has it.
 */
export function expectRefusal({ status, text }: Said, wanted: number, code: ErrorCode): void {
  const body: unknown = JSON.parse(text);
  const extensions: unknown = text.includes('"requestId"')
    ? // an asymmetric matcher of vitest is of type any
      { code, requestId: expect.stringMatching(/^[\w-]{36}$/u) as unknown }
    : { code };
  expect({ status, body }).toEqual({
    status: wanted,
    body: { errors: [{ message: ERROR_MESSAGES[code], extensions }] },
  });
}

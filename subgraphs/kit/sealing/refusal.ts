import type { RefusalCode } from '../../../schema/contract/codes.ts';

/** Why a message was not accepted; for the log of whoever refused it. */
export type Refusal = { ok: false; code: RefusalCode };

/** A step's outcome on the way to accepting a message. */
export type Checked<T> = { ok: true; value: T } | Refusal;

export function refuse(code: RefusalCode): Refusal {
  return { ok: false, code };
}

export function accept<T>(value: T): Checked<T> {
  return { ok: true, value };
}

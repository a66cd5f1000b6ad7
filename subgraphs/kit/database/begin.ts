import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql, TransactionSql } from 'postgres';

/** Milliseconds in which a connection that failed is closed as well. */
const CLOSING = 1000;

/** Of the driver and of the system, when a connection is lost. */
const LOST = new Set(['CONNECTION_CLOSED', 'CONNECTION_DESTROYED', 'ECONNRESET', 'EPIPE']);

/** What a transaction is asked whether its connection is gone, when nothing more is sent. */
export type IsGone = () => boolean;

/**
 * `sql.begin`, but that nothing is sent over a connection that is gone, neither a statement nor what
 * ends the transaction: the driver (3.4.9) would write to no socket, outside of any promise, which
 * ends the process. Whoever began the transaction hears of the loss from the driver.
 */
export async function begin<Result>(
  client: Pick<Sql, 'begin'>,
  work: (inner: TransactionSql, isGone: IsGone) => Promise<Result>,
): Promise<Result> {
  const state = { gone: false };
  const isGone = () => state.gone;
  try {
    // one that is gone rejects by itself, and what runs in it is left where it is
    return (await client.begin((inner) => untilGone(work(inner, isGone), isGone))) as Result;
  } finally {
    state.gone = true;
  }
}

/** As the work comes out; never, where the connection went away meanwhile. */
async function untilGone<Result>(work: Promise<Result>, isGone: IsGone): Promise<Result> {
  const never = new Promise<never>(() => undefined);
  try {
    const result = await work;
    return isGone() ? await never : result;
  } catch (error) {
    if (isLost(error)) await sleep(CLOSING, undefined, { ref: false });
    if (isGone()) return never;
    throw error;
  }
}

function isLost(error: unknown): boolean {
  const { cause } = error instanceof Error ? error : {};
  const own = cause instanceof Error ? cause : error;
  if (!(own instanceof Error)) return false;
  const { code, severity } = own as { code?: unknown; severity?: unknown }; // the driver's
  // after a FATAL one the server closes
  return severity === 'FATAL' || LOST.has(String(code));
}

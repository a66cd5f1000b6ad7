import type { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { TransactionSql } from 'postgres';

/**
 * Feeds a COPY stream of postgres.js to its end, within a transaction.
 *
 * The driver (3.4.9, its issue 1173) never ends the stream when the server refuses the last rows or
 * goes away, so the end is not waited for: a statement is sent after it, and that one fails when
 * the COPY did.
 */
export async function copyInto(
  sql: TransactionSql,
  stream: Writable,
  pieces: AsyncIterable<string>,
): Promise<void> {
  let failure: unknown;
  stream.on('error', (error) => (failure ??= error));
  try {
    for await (const piece of pieces) await write(stream, piece);
  } catch (error) {
    // The text goes into the server's log: not that of `error`, which could quote a cell.
    stream.destroy(new Error('The import was given up'));
    await setImmediate();
    throw isOfStream(error) ? (failure ?? error) : error;
  }
  stream.end();
  await setImmediate();
  await sql`select 1`;
}

function write(stream: Writable, piece: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(piece, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** A write after the server gave up; what the server said came as the stream's error. */
function isOfStream(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_DESTROYED';
}

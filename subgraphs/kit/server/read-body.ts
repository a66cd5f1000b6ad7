import type { Readable } from 'node:stream';
import { HttpRefusal } from './http-refusal.ts';

/**
 * The bytes of a body as they come.
 *
 * @throws HttpRefusal as soon as there are more than `limit`.
 */
export async function readBody(payload: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  // left standing when it is too long, so that the refusal can still be sent
  const arriving: AsyncIterable<Buffer> = payload.iterator({ destroyOnReturn: false });
  for await (const chunk of arriving) {
    length += chunk.length;
    if (length > limit) throw new HttpRefusal(413, 'PAYLOAD_TOO_LARGE');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

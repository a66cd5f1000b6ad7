import { Agent, request } from 'undici';
import { z } from 'zod';
import { AGENCY_STATUSES } from '../../../schema/contract/codes.ts';
import type { AddressBook } from './address-book.ts';

/** What a service says to a request that is put to it without the gateway. */
export const receivedReplySchema = z.object({
  status: z.enum(AGENCY_STATUSES),
  sealed: z.string().nullish(),
});
export type ReceivedReply = z.infer<typeof receivedReplySchema>;

/** Puts a request to one service; undefined when it does not answer in form and in time. */
export type DirectAsker = (source: string, text: string) => Promise<ReceivedReply | undefined>;

/** Milliseconds until an answer is given up. */
const DEADLINE = 10_000;
/** Bytes of an answer; five hundred entries stay well below. */
const LIMIT = 16 * 1024 * 1024;
const HEADERS = { 'content-type': 'application/jwt', accept: 'application/json' };

/** @param addresses where the services' graphs are; `/audit` is beside each */
export function createDirectAsker(addresses: Pick<AddressBook, 'of'>): DirectAsker {
  const dispatcher = new Agent({ connections: 2, maxResponseSize: LIMIT });
  return async (source, text) => {
    const graph = addresses.of(source);
    if (graph === undefined) return undefined;
    try {
      const { statusCode, body } = await request(new URL('audit', graph), {
        ...{ method: 'POST', headers: HEADERS, body: text, dispatcher },
        signal: AbortSignal.timeout(DEADLINE),
      });
      const said: unknown = await body.json();
      const parsed = receivedReplySchema.safeParse(said);
      return statusCode === 200 && parsed.success ? parsed.data : undefined;
    } catch {
      // down, late, too long or no JSON: all of it is being away
      return undefined;
    }
  };
}

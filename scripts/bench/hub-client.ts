import { Pool } from 'undici';
import { documentId } from '../../gateway/documents/trusted-documents.ts';
import { documentText } from '../../schema/client/document-text.ts';
import { DOCUMENTS } from '../repair/documents.ts';
import { SAMPLE_TERMS } from '../repair/options.ts';
import { AS_OF } from './region.ts';
import type { Region } from './region.ts';

/** Stands once in the answer for each repair. */
const MARK = '"partyRef":';

export type HubLoad = {
  /** Parties in one request. */
  envelope: number;
  /** Requests under way at once. */
  concurrency: number;
  milliseconds: number;
};

/** What one measurement brought. */
export type HubRate = {
  parties: number;
  perSecond: number;
  /** Median milliseconds of one request. */
  median: number;
};

/** Puts the parties of a region through the whole hub, round and round. */
export type HubClient = { run(load: HubLoad): Promise<HubRate>; close(): Promise<void> };

/**
 * A client that only counts what comes back, as the processors it shares with the hub are what is
 * measured. `run` throws when an answer holds an error or leaves a party out.
 */
export function createHubClient({ stack, ids, clerk }: Region): HubClient {
  const pool = new Pool(stack.gatewayUrl, { connections: 8, headersTimeout: 120_000 });
  const url = `${stack.gatewayUrl}/graphql`;
  const variables = (part: string[]) => ({ ...SAMPLE_TERMS, ids: part, asOf: AS_OF });
  let at = 0;
  /** Neighbours never share a party: a repair that two requests run at once belongs to one. */
  const next = (size: number): string[] => {
    const part = Array.from({ length: size }, (_, nth) => ids[(at + nth) % ids.length] ?? '');
    at = (at + size) % ids.length;
    return part;
  };
  const ask = async (envelope: number): Promise<void> => {
    const { statusCode, body } = await pool.request({
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', ...(await clerk.headers(url)) },
      body: JSON.stringify({
        documentId: documentId(documentText(DOCUMENTS.RunRepairs)),
        variables: variables(next(envelope)),
      }),
    });
    const answer = Buffer.from(await body.arrayBuffer());
    if (statusCode === 200 && count(answer, MARK) === envelope) return;
    throw new Error(`The hub left parties out (HTTP ${String(statusCode)})`);
  };
  return { run: (load) => measure(load, ask), close: () => pool.close() };
}

async function measure(
  { envelope, concurrency, milliseconds }: HubLoad,
  ask: (envelope: number) => Promise<void>,
): Promise<HubRate> {
  const took: number[] = [];
  const from = performance.now();
  const loop = async (): Promise<void> => {
    while (performance.now() - from < milliseconds) {
      const asked = performance.now();
      await ask(envelope);
      took.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, loop));
  const seconds = (performance.now() - from) / 1000;
  const parties = took.length * envelope;
  const sorted = took.toSorted((a, b) => a - b);
  return { parties, perSecond: parties / seconds, median: sorted[sorted.length >> 1] ?? 0 };
}

function count(answer: Buffer, mark: string): number {
  let found = 0;
  for (let at = answer.indexOf(mark); at >= 0; at = answer.indexOf(mark, at + mark.length)) {
    found += 1;
  }
  return found;
}

import { hubEntriesSchema } from '../../schema/contract/audit.ts';
import type { HubEntry } from '../../schema/contract/audit.ts';
import { startToyServer } from './toy-server.ts';
import type { ToyServer } from './toy-server.ts';

export type ToyLedger = {
  url: string;
  /** What was recorded, call by call. */
  calls: readonly HubEntry[][];
  /** The same, and who called. */
  asked: ToyServer['asked'];
  /** Takes no more, as if its database were gone; or takes again. */
  answer(status: 204 | 503): void;
  stop(): Promise<void>;
};

/** An audit service that remembers in place of a ledger. */
export async function startToyLedger(): Promise<ToyLedger> {
  const calls: HubEntry[][] = [];
  const state: { status: 204 | 503 } = { status: 204 };
  const server = await startToyServer((body, answer, response) => {
    response.statusCode = state.status;
    // health is asked without a body
    if (state.status === 204 && body !== '') {
      calls.push(hubEntriesSchema.parse(JSON.parse(body)).entries);
    }
    answer('');
  });
  return {
    ...{ url: server.url, calls, asked: server.asked, stop: () => server.stop() },
    answer: (status) => {
      state.status = status;
    },
  };
}

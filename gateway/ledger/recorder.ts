import { CALL_HEADER } from '../../subgraphs/kit/channel/call-claims.ts';
import type { CallSigner } from '../../subgraphs/kit/channel/sign-call.ts';
import type { Logger } from '../../subgraphs/kit/log/logger.ts';
import { hubEntrySchema } from '../../schema/contract/audit.ts';
import type { HubEntry } from '../../schema/contract/audit.ts';
import type { SubgraphClient } from '../subgraph-client.ts';
import { SubgraphFailure } from '../subgraph-failure.ts';

/** Has entries committed in the hub's ledger. */
export type Recorder = {
  /**
   * Resolves once all of them are committed.
   *
   * @throws SubgraphFailure LEDGER_UNAVAILABLE: whether they are is then not known, so nothing that
   *   they stand for may be done
   */
  record: (entries: readonly HubEntry[]) => Promise<void>;
  /** Ends the connections, once what is under way is done. */
  close: () => Promise<void>;
};

export type RecorderOptions = {
  /** Of the audit service's `/entries`. */
  client: SubgraphClient;
  /** The audit service, as it is called. */
  name: string;
  sign: CallSigner;
  log: Logger;
  /** Entries of one call; 1,000 unless told. */
  most?: number;
};

type Waiting = { entries: readonly HubEntry[]; done: PromiseWithResolvers<undefined> };

/** What many requests have to record goes in one call: while one is under way, the next gathers. */
export function createRecorder(options: RecorderOptions): Recorder {
  const { client, most = 1000 } = options;
  const waiting: Waiting[] = [];
  const state: { running: Promise<void> | undefined } = { running: undefined };
  const run = async (): Promise<void> => {
    while (waiting.length > 0) await sendBatch(takeBatch(waiting, most), options);
    state.running = undefined;
  };
  return {
    record: async (entries) => {
      // of another's form one would spoil the call for all
      const isSound = entries.every((entry) => hubEntrySchema.safeParse(entry).success);
      if (!isSound || entries.length > most) throw new SubgraphFailure('LEDGER_UNAVAILABLE');
      if (entries.length === 0) return;
      const done = Promise.withResolvers<undefined>();
      waiting.push({ entries, done });
      state.running ??= run();
      await done.promise;
    },
    close: async () => {
      await state.running;
      await client.close();
    },
  };
}

function takeBatch(waiting: Waiting[], most: number): Waiting[] {
  let [requests, count] = [0, 0];
  for (const { entries } of waiting) {
    if (requests > 0 && count + entries.length > most) break;
    requests += 1;
    count += entries.length;
  }
  return waiting.splice(0, requests);
}

/** Never throws: those who wait hear of it. */
async function sendBatch(
  batch: readonly Waiting[],
  { client, name, sign, log }: RecorderOptions,
): Promise<void> {
  try {
    const body = Buffer.from(JSON.stringify({ entries: batch.flatMap(({ entries }) => entries) }));
    const rights = { roles: [], scopes: [] };
    const call = await sign({ audience: name, body, requestId: 'ledger', ...rights });
    const { status } = await client.post(body, [CALL_HEADER, call]);
    if (status !== 204) throw new SubgraphFailure('HTTP_STATUS');
    for (const { done } of batch) done.resolve(undefined);
  } catch (error) {
    const cause = error instanceof SubgraphFailure ? error.code : 'DEFECT';
    log.error({ alert: 'LEDGER', cause, requests: batch.length }, 'nothing could be recorded');
    for (const { done } of batch) done.reject(new SubgraphFailure('LEDGER_UNAVAILABLE'));
  }
}

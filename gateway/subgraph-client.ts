import { Pool, errors } from 'undici';
import type { Dispatcher } from 'undici';
import { SubgraphFailure } from './subgraph-failure.ts';
import type { FailureCause } from './subgraph-failure.ts';

export type SubgraphClientOptions = {
  /** Where the subgraph answers GraphQL. */
  url: string;
  /** Milliseconds from asking to the last byte of the answer, waiting for a connection included. */
  deadline: number;
  /** Bytes of an answer at most. */
  maxBytes: number;
  /** Connections at most; each carries one request at a time. */
  connections: number;
};

export type SubgraphAnswer = { status: number; bytes: Buffer };

/** Talks to one subgraph over connections that are kept. */
export type SubgraphClient = {
  /**
   * Posts a JSON body.
   * @param headers names and values in turn, beyond those of the form
   * @throws SubgraphFailure of cause DOWN, DEADLINE, MALFORMED (broken off) or TOO_LARGE
   */
  post(body: Buffer, headers: readonly string[]): Promise<SubgraphAnswer>;
  /** Ends the connections, once what is under way is done. */
  close(): Promise<void>;
};

const FORM = ['content-type', 'application/json', 'accept', 'application/json'];

export function createSubgraphClient(options: SubgraphClientOptions): SubgraphClient {
  const { origin, pathname, search } = new URL(options.url);
  // The deadline covers the whole exchange; undici's own timers would only cover parts of it.
  const pool = new Pool(origin, {
    connections: options.connections,
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: options.maxBytes,
    connect: { timeout: options.deadline },
  });
  return {
    post: (body, more) =>
      new Promise((resolve, reject) => {
        const exchange = collect(options.deadline, resolve, reject);
        const headers = [...FORM, ...more];
        pool.dispatch({ path: pathname + search, method: 'POST', headers, body }, exchange);
      }),
    close: () => pool.close(),
  };
}

/** Gathers one answer, without the streams that undici's `request` would build for it. */
function collect(
  deadline: number,
  resolve: (answer: SubgraphAnswer) => void,
  reject: (failure: SubgraphFailure) => void,
): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = [];
  let status = 0;
  let late: SubgraphFailure | undefined;
  let started: Dispatcher.DispatchController | undefined;
  const timer = setTimeout(() => {
    late = new SubgraphFailure('DEADLINE');
    reject(late);
    started?.abort(late);
  }, deadline);
  return {
    onRequestStart(controller) {
      started = controller;
      if (late) controller.abort(late);
    },
    onResponseStart(_controller, statusCode) {
      status = statusCode;
    },
    onResponseData(_controller, chunk) {
      chunks.push(chunk);
    },
    onResponseEnd() {
      clearTimeout(timer);
      resolve({ status, bytes: joined(chunks) });
    },
    onResponseError(_controller, error) {
      clearTimeout(timer);
      reject(new SubgraphFailure(causeOf(error, status > 0)));
    },
  };
}

function joined(chunks: readonly Buffer[]): Buffer {
  const [first] = chunks;
  return chunks.length === 1 && first ? first : Buffer.concat(chunks);
}

function causeOf(error: Error, begun: boolean): FailureCause {
  if (error instanceof errors.ResponseExceededMaxSizeError) return 'TOO_LARGE';
  return begun || error instanceof errors.HTTPParserError ? 'MALFORMED' : 'DOWN';
}

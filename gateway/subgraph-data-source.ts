import type { GraphQLDataSource } from '@apollo/gateway';
import type { DocumentNode, GraphQLFormattedError } from 'graphql';
import { CALL_HEADER } from '../subgraphs/kit/channel/call-claims.ts';
import type { CallSigner } from '../subgraphs/kit/channel/sign-call.ts';
import type { Logger } from '../subgraphs/kit/log/logger.ts';
import { weigh, writeVariables } from './cargo.ts';
import type { Cargo } from './cargo.ts';
import { shapeOf } from './operation-shape.ts';
import type { OperationShape } from './operation-shape.ts';
import { errorCode } from './mask-error.ts';
import type { Visitor } from './people/receive-caller.ts';
import { readAnswer } from './read-answer.ts';
import type { GraphAnswer, JsonObject } from './read-answer.ts';
import type { Judged } from './rules/rule-enforcement.ts';
import type { SubgraphAnswer, SubgraphClient } from './subgraph-client.ts';
import { SubgraphFailure } from './subgraph-failure.ts';
import type { WholeFields } from './whole-fields.ts';

/** What every request has with it on its way through the gateway. */
export type GatewayContext = Visitor & Judged & { requestId: string; cargo: Cargo };

/** What a fetch of a query plan asks; the same each time the plan is run. */
export type FetchForm = {
  shape: OperationShape;
  whole: WholeFields | undefined;
  /** JSON of the request up to the value of `variables`. */
  head: string;
};

/** One such fetch under way. */
export type Fetch = FetchForm & { representations: readonly JsonObject[]; cargo: Cargo };

export type FetchResult = { data: JsonObject | null; errors?: readonly GraphQLFormattedError[] };

type Asked = Parameters<GraphQLDataSource<GatewayContext>['process']>[0];

/** How the answers of a subgraph are taken. */
export type Treatment = {
  /** @throws SubgraphFailure when the answer is not what was asked for */
  accept(answer: GraphAnswer, fetch: Fetch): FetchResult;
  /** What stands in for an answer that did not come. */
  giveUp(fetch: Fetch): FetchResult;
};

export type SubgraphDataSourceOptions = {
  name: string;
  client: SubgraphClient;
  sign: CallSigner;
  /** Whether it gets the token and the proof of who asks; agencies never do. */
  servesPeople: boolean;
  treatmentOf: (fetch: Fetch) => Treatment;
  wholeOf: (document: DocumentNode) => WholeFields | undefined;
  log: Logger;
};

/**
 * Fetches from one subgraph. Never fails: what goes wrong is logged by its cause and becomes what
 * the treatment makes of it.
 */
export function createSubgraphDataSource(
  options: SubgraphDataSourceOptions,
): GraphQLDataSource<GatewayContext> {
  const { name, client, log } = options;
  const headersOf = createHeaderWriter(options);
  const formOf = createFormReader(options.wholeOf);
  return {
    async process(asked) {
      const { variables = {} } = asked.request;
      // the gateway writes this variable itself: a list of objects, or nothing
      const representations = (variables['representations'] ?? []) as readonly JsonObject[];
      // typed as any where the kind of request is open; ours is GatewayContext
      const context = asked.context as GatewayContext;
      const { requestId, cargo } = context;
      const form = formOf(asked);
      const fetch = { ...form, representations, cargo };
      const treatment = options.treatmentOf(fetch);
      try {
        const body = Buffer.from(`${form.head}${writeVariables(variables, cargo)}}`);
        const answer = await client.post(body, await headersOf(body, context));
        weigh(cargo, answer.bytes);
        return treatment.accept(readAllowed(answer, options), fetch);
      } catch (error) {
        if (!(error instanceof SubgraphFailure)) throw error;
        log.warn({ subgraph: name, requestId, cause: error.code }, 'a subgraph failed');
        return treatment.giveUp(fetch);
      }
    },
  };
}

/** Signs each call over its body, and says who asks to those that may know. */
function createHeaderWriter({ name, sign, servesPeople }: SubgraphDataSourceOptions) {
  return async (body: Buffer, context: GatewayContext): Promise<string[]> => {
    const { requestId, caller, credentials } = context;
    const { roles = [], scopes = [] } = caller.person ?? {};
    const call = await sign({ audience: name, body, requestId, roles, scopes });
    const headers = ['x-request-id', requestId, CALL_HEADER, call];
    const { authorization, dpop } = credentials;
    if (servesPeople && caller.person && authorization && dpop) {
      headers.push('authorization', authorization, 'dpop', dpop);
    }
    return headers;
  };
}

/**
 * A subgraph that refuses the call itself has failed; only one that serves people may refuse whoever
 * asks, and that is theirs to know.
 */
function readAllowed(
  answer: SubgraphAnswer,
  { servesPeople }: SubgraphDataSourceOptions,
): GraphAnswer {
  const read = readAnswer(answer);
  if (answer.status !== 401) return read;
  const [first] = read.errors;
  // a plain object; whatever its fields hold, only a code is read
  const code = first && errorCode(first as object as GraphQLFormattedError);
  if (servesPeople && (code === 'TOKEN_REFUSED' || code === 'PROOF_REFUSED')) return read;
  throw new SubgraphFailure('CALL_REFUSED');
}

/** Remembers the form of each fetch for as long as the plan lives that holds its document. */
function createFormReader(wholeOf: SubgraphDataSourceOptions['wholeOf']) {
  const known = new WeakMap<DocumentNode, FetchForm>();
  return (asked: Asked): FetchForm => {
    const document = 'document' in asked ? asked.document : undefined;
    if (document === undefined) throw new Error('The query plan holds no document');
    const form = known.get(document) ?? {
      shape: shapeOf(document),
      whole: wholeOf(document),
      head: headOf(asked),
    };
    known.set(document, form);
    return form;
  };
}

function headOf({ request: { query, operationName } }: Asked): string {
  return `${JSON.stringify({ query, operationName }).slice(0, -1)},"variables":`;
}

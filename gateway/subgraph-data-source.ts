import type { GraphQLDataSource } from '@apollo/gateway';
import type { DocumentNode, GraphQLFormattedError } from 'graphql';
import { CALL_HEADER } from '../subgraphs/kit/channel/call-claims.ts';
import type { Call, CallSigner } from '../subgraphs/kit/channel/sign-call.ts';
import type { Logger } from '../subgraphs/kit/log/logger.ts';
import { KeysError } from '../subgraphs/kit/sealing/keys-error.ts';
import { weigh, writeVariables } from './cargo.ts';
import type { Cargo } from './cargo.ts';
import type { Trail } from './ledger/trail.ts';
import { shapeOf } from './operation-shape.ts';
import type { OperationShape } from './operation-shape.ts';
import { errorCode } from './mask-error.ts';
import type { Visitor } from './people/receive-caller.ts';
import { readAnswer } from './read-answer.ts';
import type { GraphAnswer, JsonObject } from './read-answer.ts';
import type { Judged } from './rules/rule-enforcement.ts';
import type { SubgraphAnswer, SubgraphClient } from './subgraph-client.ts';
import { SubgraphFailure } from './subgraph-failure.ts';
import type { FailureCause } from './subgraph-failure.ts';
import type { WholeFields } from './whole-fields.ts';

/** What every request has with it on its way through the gateway. */
export type GatewayContext = Visitor & Judged & { requestId: string; cargo: Cargo; trail: Trail };

/** What a fetch of a query plan asks; the same each time the plan is run. */
export type FetchForm = {
  shape: OperationShape;
  whole: WholeFields | undefined;
  /** JSON of the request up to the value of `variables`. */
  head: string;
};

/** One such fetch under way. */
export type Fetch = FetchForm & {
  representations: readonly JsonObject[];
  cargo: Cargo;
  trail: Trail;
};

export type FetchResult = { data: JsonObject | null; errors?: readonly GraphQLFormattedError[] };

type Asked = Parameters<GraphQLDataSource<GatewayContext>['process']>[0];

/** How the answers of a subgraph are taken. */
export type Treatment = {
  /** What has to be done before the subgraph is asked. @throws SubgraphFailure: it is not asked */
  before?(fetch: Fetch): Promise<void>;
  /** @throws SubgraphFailure when the answer is not what was asked for */
  accept(answer: GraphAnswer, fetch: Fetch): FetchResult;
  /** What stands in for an answer that did not come. */
  giveUp(fetch: Fetch, cause: FailureCause): FetchResult;
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
  const { name, client, sign, log } = options;
  const headersOf = createHeaderWriter(options);
  const formOf = createFormReader(options.wholeOf);
  return {
    async process(asked) {
      const { variables = {} } = asked.request;
      // the gateway writes this variable itself: a list of objects, or nothing
      const representations = (variables['representations'] ?? []) as readonly JsonObject[];
      // typed as any where the kind of request is open; ours is GatewayContext
      const context = asked.context as GatewayContext;
      const { requestId, cargo, trail } = context;
      const form = formOf(asked);
      const fetch = { ...form, representations, cargo, trail };
      const treatment = options.treatmentOf(fetch);
      try {
        await treatment.before?.(fetch);
        const body = Buffer.from(`${form.head}${writeVariables(variables, cargo)}}`);
        const call = await sign(callOf(name, body, context));
        const answer = await client.post(body, headersOf(call, context));
        weigh(cargo, answer.bytes);
        return treatment.accept(readAllowed(answer, options), fetch);
      } catch (error) {
        const cause = causeOf(error);
        log.warn({ subgraph: name, requestId, cause }, 'a subgraph failed');
        return treatment.giveUp(fetch, cause);
      }
    },
  };
}

/** What is signed of a call: its body, and the rights of who asks. */
function callOf(audience: string, body: Buffer, { requestId, caller }: GatewayContext): Call {
  const { roles = [], scopes = [] } = caller.person ?? {};
  return { audience, body, requestId, roles, scopes };
}

/** Says who asks to those subgraphs that may know. */
function createHeaderWriter({ servesPeople }: SubgraphDataSourceOptions) {
  return (call: string, { requestId, caller, credentials }: GatewayContext): string[] => {
    const headers = ['x-request-id', requestId, CALL_HEADER, call];
    const { authorization, dpop } = credentials;
    if (servesPeople && caller.person && authorization && dpop) {
      headers.push('authorization', authorization, 'dpop', dpop);
    }
    return headers;
  };
}

/** Without keys of both ends a subgraph cannot be called, which is its failure and no defect. */
function causeOf(error: unknown): FailureCause {
  if (error instanceof SubgraphFailure) return error.code;
  if (error instanceof KeysError) return 'NO_KEYS';
  throw error;
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

import type { GraphQLDataSource } from '@apollo/gateway';
import type { DocumentNode, GraphQLFormattedError } from 'graphql';
import type { Logger } from '../subgraphs/kit/log/logger.ts';
import { weigh, writeVariables } from './cargo.ts';
import type { Cargo } from './cargo.ts';
import { shapeOf } from './operation-shape.ts';
import type { OperationShape } from './operation-shape.ts';
import { readAnswer } from './read-answer.ts';
import type { GraphAnswer, JsonObject } from './read-answer.ts';
import type { SubgraphClient } from './subgraph-client.ts';
import { SubgraphFailure } from './subgraph-failure.ts';
import type { WholeFields } from './whole-fields.ts';

/** What every request has with it on its way through the gateway. */
export type GatewayContext = { requestId: string; cargo: Cargo };

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
  const formOf = createFormReader(options.wholeOf);
  return {
    async process(asked) {
      const { variables = {} } = asked.request;
      // the gateway writes this variable itself: a list of objects, or nothing
      const representations = (variables['representations'] ?? []) as readonly JsonObject[];
      // typed as any where the kind of request is open; ours is GatewayContext
      const { requestId, cargo } = asked.context as GatewayContext;
      const form = formOf(asked);
      const fetch = { ...form, representations, cargo };
      const treatment = options.treatmentOf(fetch);
      try {
        const body = `${form.head}${writeVariables(variables, cargo)}}`;
        const answer = await client.post(body, requestId);
        weigh(cargo, answer.bytes);
        return treatment.accept(readAnswer(answer), fetch);
      } catch (error) {
        if (!(error instanceof SubgraphFailure)) throw error;
        log.warn({ subgraph: name, requestId, cause: error.code }, 'a subgraph failed');
        return treatment.giveUp(fetch);
      }
    },
  };
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

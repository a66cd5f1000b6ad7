import { ApolloGateway } from '@apollo/gateway';
import type { DocumentNode } from 'graphql';
import type { Logger } from '../subgraphs/kit/log/logger.ts';
import { agencyTreatment } from './agency-treatment.ts';
import type { GatewayConfig } from './config.ts';
import { apolloLogger } from './apollo-logger.ts';
import { openTreatment } from './open-treatment.ts';
import type { ResolvedPlan } from './planned-fetches.ts';
import { rememberOperations } from './remember-operations.ts';
import { INQUIRY, replyFields } from './reply-fields.ts';
import { createSubgraphClient } from './subgraph-client.ts';
import type { SubgraphClient } from './subgraph-client.ts';
import { createSubgraphDataSource } from './subgraph-data-source.ts';
import type { Fetch, Treatment } from './subgraph-data-source.ts';
import { wholeFields } from './whole-fields.ts';
import type { WholeFields } from './whole-fields.ts';

/** Requests under way to one subgraph at most; more wait for a connection, within the deadline. */
const CONNECTIONS = 128;

export type Federation = {
  gateway: ApolloGateway;
  /** Ends the connections to all subgraphs. */
  close(): Promise<void>;
};

/** The federated graph over a fixed supergraph, with our own way of fetching. */
export function createFederation(config: GatewayConfig, log: Logger): Federation {
  rememberOperations();
  const agencies = replyFields(config.supergraphSdl);
  const clients: SubgraphClient[] = [];
  const { noteWhole, wholeOf } = wholeFieldNotes();
  const gateway = new ApolloGateway({
    supergraphSdl: config.supergraphSdl,
    logger: apolloLogger(log),
    __exposeQueryPlanExperimental: false,
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: true },
    experimental_didResolveQueryPlan: noteWhole,
    buildService({ name, url }) {
      const client = createSubgraphClient({
        url: config.subgraphUrls[name] ?? url ?? '',
        deadline: deadlineOf(name, config, agencies.has(name)),
        maxBytes: config.answerLimit,
        connections: CONNECTIONS,
      });
      clients.push(client);
      const treatmentOf = treatments(agencies.get(name) ?? new Set());
      return createSubgraphDataSource({ name, client, treatmentOf, wholeOf, log });
    },
  });
  return {
    gateway,
    async close() {
      await Promise.all(clients.map((client) => client.close()));
    },
  };
}

function deadlineOf(name: string, { deadlines }: GatewayConfig, isAgency: boolean): number {
  return deadlines.agencies[name] ?? (isAgency ? deadlines.agency : deadlines.owner);
}

function treatments(replies: ReadonlySet<string>): (fetch: Fetch) => Treatment {
  const agency = agencyTreatment(replies);
  return ({ shape, representations: [first] }) => {
    const asksReply = shape.entity?.some(({ name }) => replies.has(name)) ?? false;
    return asksReply && first?.['__typename'] === INQUIRY ? agency : openTreatment;
  };
}

/** What is whole is found out once a plan, when it is first run. */
function wholeFieldNotes() {
  const plans = new WeakSet();
  const notes = new WeakMap<DocumentNode, WholeFields>();
  return {
    noteWhole: (resolved: ResolvedPlan): void => {
      if (plans.has(resolved.queryPlan)) return;
      plans.add(resolved.queryPlan);
      for (const [document, fields] of wholeFields(resolved)) notes.set(document, fields);
    },
    wholeOf: (document: DocumentNode) => notes.get(document),
  };
}

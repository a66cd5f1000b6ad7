import { ApolloGateway } from '@apollo/gateway';
import type { DocumentNode } from 'graphql';
import type { CallSigner } from '../subgraphs/kit/channel/sign-call.ts';
import type { Logger } from '../subgraphs/kit/log/logger.ts';
import type { GatewayConfig } from './config.ts';
import { apolloLogger } from './apollo-logger.ts';
import { completeIntrospection } from './complete-introspection.ts';
import type { HubLedger } from './ledger/hub-ledger.ts';
import type { ResolvedPlan } from './planned-fetches.ts';
import { rememberOperations } from './remember-operations.ts';
import { AUDIT_ENTITY, replyFields } from './reply-fields.ts';
import { openSupergraph } from './rules/open-supergraph.ts';
import type { RuleBook } from './rules/read-rules.ts';
import { createSubgraphClient } from './subgraph-client.ts';
import type { SubgraphClient } from './subgraph-client.ts';
import { createSubgraphDataSource } from './subgraph-data-source.ts';
import type { GatewayContext } from './subgraph-data-source.ts';
import { treatments } from './treatments.ts';
import { wholeFields } from './whole-fields.ts';
import type { WholeFields } from './whole-fields.ts';

/** Requests under way to one subgraph at most; more wait for a connection, within the deadline. */
const CONNECTIONS = 128;

export type FederationOptions = { sign: CallSigner; log: Logger; ledger: HubLedger };

export type Federation = {
  /** What the supergraph demands that `gateway` does not enforce. */
  rules: RuleBook;
  gateway: ApolloGateway;
  /** Their codes, from the moment it has started. */
  subgraphs: readonly string[];
  /** Ends the connections to all subgraphs. */
  close(): Promise<void>;
};

/**
 * The federated graph over a fixed supergraph, with our own way of fetching.
 * @throws SupergraphError when it demands what nobody here would enforce
 */
export function createFederation(
  config: GatewayConfig,
  { sign, log, ledger }: FederationOptions,
): Federation {
  rememberOperations();
  completeIntrospection();
  const { sdl, rules } = openSupergraph(config.supergraphSdl);
  const agencies = replyFields(config.supergraphSdl);
  const audited = replyFields(config.supergraphSdl, AUDIT_ENTITY);
  const clients = new Map<string, SubgraphClient>();
  const { noteWhole, wholeOf } = wholeFieldNotes();
  const gateway = new ApolloGateway({
    supergraphSdl: sdl,
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
      clients.set(name, client);
      const treatmentOf = treatments({ name, agencies, audited, ledger });
      const servesPeople = config.people.subgraphs.has(name);
      return createSubgraphDataSource({
        ...{ name, client, sign, servesPeople, treatmentOf, wholeOf, log },
      });
    },
  });
  return {
    rules,
    gateway,
    get subgraphs() {
      return [...clients.keys()];
    },
    async close() {
      await Promise.all([...clients.values()].map((client) => client.close()));
    },
  };
}

function deadlineOf(name: string, { deadlines }: GatewayConfig, isAgency: boolean): number {
  return deadlines.agencies[name] ?? (isAgency ? deadlines.agency : deadlines.owner);
}

/** What is whole is found out once a plan, when it is first run. */
function wholeFieldNotes() {
  const plans = new WeakSet();
  const notes = new WeakMap<DocumentNode, WholeFields>();
  return {
    noteWhole: (resolved: ResolvedPlan): void => {
      if (plans.has(resolved.queryPlan)) return;
      plans.add(resolved.queryPlan);
      // of what was refused in part, something is still to be put in place
      if (isRefused(resolved)) return;
      for (const [document, fields] of wholeFields(resolved)) notes.set(document, fields);
    },
    wholeOf: (document: DocumentNode) => notes.get(document),
  };
}

function isRefused({ requestContext: { context } }: ResolvedPlan): boolean {
  // typed as any where the kind of request is open; ours is GatewayContext
  return (context as GatewayContext).verdict.found !== undefined;
}

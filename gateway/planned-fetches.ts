import type { ApolloGateway } from '@apollo/gateway';
import type { DocumentNode } from 'graphql';

type GatewayOptions = NonNullable<ConstructorParameters<typeof ApolloGateway>[0]>;
type PlanWatcher = NonNullable<GatewayOptions['experimental_didResolveQueryPlan']>;

/** A plan as @apollo/gateway reports it, with the client's operation. */
export type ResolvedPlan = Parameters<PlanWatcher>[0];
type Node = NonNullable<ResolvedPlan['queryPlan']['node']>;
type FetchNode = Extract<Node, { kind: 'Fetch' }>;

/** A fetch whose answer has one place in the client's answer. */
export type PlannedFetch = { document: DocumentNode; path: readonly string[] };

export type PlannedFetches = {
  fetches: readonly PlannedFetch[];
  /** Keys that fetches go through or take their representations from. */
  needed: ReadonlySet<string>;
};

/** Lists the fetches of a plan; those into lists and those that rename what they get are left out. */
export function plannedFetches({ node }: ResolvedPlan['queryPlan']): PlannedFetches {
  const fetches: PlannedFetch[] = [];
  const needed = new Set<string>();
  const visit = (at: Node, path: readonly string[]): void => {
    if (at.kind === 'Sequence' || at.kind === 'Parallel') {
      at.nodes.forEach((child) => {
        visit(child, path);
      });
    } else if (at.kind === 'Flatten') {
      const keys = at.path.map(String);
      keys.forEach((key) => needed.add(key));
      visit(at.node, [...path, ...keys]);
    } else if (at.kind === 'Condition') {
      for (const clause of [at.ifClause, at.elseClause]) if (clause) visit(clause, path);
    } else if (at.kind === 'Fetch') {
      keysOf(at.requires).forEach((key) => needed.add(key));
      const document = at.operationDocumentNode;
      if (document && !at.outputRewrites && !path.includes('@')) fetches.push({ document, path });
    }
  };
  if (node && node.kind !== 'Subscription') visit(node, []);
  return { fetches, needed };
}

function keysOf(requires: FetchNode['requires'] = []): string[] {
  return requires.flatMap((selection) =>
    selection.kind === 'Field'
      ? [selection.alias ?? selection.name, ...keysOf(selection.selections)]
      : keysOf(selection.selections),
  );
}

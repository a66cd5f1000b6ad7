import type { GraphQLError } from 'graphql';

/** One thing wrong with the subgraphs, as people and pipelines read it. */
export type CompositionProblem = {
  /** Stable: a code of Federation 2, `INVALID_GRAPHQL`, or one of ours. */
  code: string;
  message: string;
  /** The subgraph to look at, where the problem points at one. */
  subgraph?: string;
  /** Line in that subgraph's SDL. */
  line?: number;
  /** Column in that line, from 1. */
  column?: number;
};

/** @param subgraph whose text it was, where the error itself does not know */
export function compositionProblem(error: GraphQLError, subgraph?: string): CompositionProblem {
  const code = error.extensions['code'];
  const node = error.nodes?.[0];
  // federation writes the subgraph's name into the nodes that its errors point at
  const place = (node as { subgraph?: string } | undefined)?.subgraph ?? subgraph;
  const { line, column } = node?.loc?.startToken ?? error.locations?.[0] ?? {};
  return {
    code: typeof code === 'string' ? code : 'INVALID_GRAPHQL',
    message: error.message,
    ...(place !== undefined && { subgraph: place }),
    ...(line !== undefined && line > 0 && { line, ...(column !== undefined && { column }) }),
  };
}

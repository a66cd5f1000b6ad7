import type { ASTNode } from 'graphql';

/** One thing that keeps a schema from being published, as people and pipelines read it. */
export type SchemaProblem = {
  /** Stable: one of `README.md`, or a code of Federation 2. */
  code: string;
  /** A sentence. It names types and fields, never a value. */
  message: string;
  /** The subgraph to look at. */
  subgraph: string | null;
  /** Line and column in that subgraph's SDL, from 1; null where the problem stands nowhere in it. */
  line: number | null;
  column: number | null;
};

/** What is looked at: a subgraph's SDL and where it says that it is. */
export type Candidate = { code: string; sdl: string; url: string; jwks: string };

/** A problem at a place of the candidate's SDL. */
export function problemAt(
  subgraph: string,
  code: string,
  message: string,
  node?: ASTNode,
): SchemaProblem {
  const { line, column } = node?.loc?.startToken ?? {};
  return { code, message, subgraph, line: line ?? null, column: column ?? null };
}

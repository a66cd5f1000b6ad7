import type { DocumentNode } from 'graphql';
import { nonNullRoots } from '../../../schema/compose/non-null-roots.ts';
import type { SchemaProblem } from './schema-problem.ts';

/** Fields at the root may be null: one that fails must not cost whoever asked all other answers. */
export function checkRoots(code: string, document: DocumentNode): SchemaProblem[] {
  return nonNullRoots(document, code).map(({ line, column, message, ...problem }) => ({
    ...{ ...problem, subgraph: code, message: `${message}.` },
    ...{ line: line ?? null, column: column ?? null },
  }));
}

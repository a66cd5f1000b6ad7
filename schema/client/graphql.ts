import { initGraphQLTada } from 'gql.tada';
import type { introspection } from '../generated/introspection.d.ts';

/** How scalars of the graph are held: days and instants as the texts they travel as. */
type Scalars = { ID: string; Date: string; DateTime: string };

/**
 * Types a document of the client-facing graph by its text alone. What it returns carries the types of
 * its result and its variables (`ResultOf`, `VariablesOf`).
 */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: Scalars;
  // a fragment's fields are read where it is spread: here it is a shorthand, no boundary
  disableMasking: true;
}>();

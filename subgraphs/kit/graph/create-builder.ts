import SchemaBuilder from '@pothos/core';
import DirectivePlugin from '@pothos/plugin-directives';
import FederationPlugin from '@pothos/plugin-federation';
import RelayPlugin from '@pothos/plugin-relay';
import { DateScalar, DateTimeScalar } from './scalars.ts';

export type GraphTypes<Context extends object> = {
  Context: Context;
  DefaultFieldNullability: false;
  Scalars: {
    Date: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    ID: { Input: string; Output: string };
  };
  Directives: {
    /** The owner's field that every other subgraph's field on the same entity flows into. */
    merges: { locations: 'FIELD_DEFINITION'; args: { fields: string } };
  };
};

/** A Pothos builder with the scalars and plugins that every subgraph shares. */
export function createBuilder<Context extends object>() {
  const builder = new SchemaBuilder<GraphTypes<Context>>({
    defaultFieldNullability: false,
    plugins: [DirectivePlugin, RelayPlugin, FederationPlugin],
    relay: {
      clientMutationId: 'omit',
      cursorType: 'String',
      nodeQueryOptions: false,
      nodesQueryOptions: false,
    },
  });
  builder.queryType({});
  builder.addScalarType('Date', DateScalar);
  builder.addScalarType('DateTime', DateTimeScalar);
  return builder;
}

export type GraphBuilder<Context extends object> = ReturnType<typeof createBuilder<Context>>;

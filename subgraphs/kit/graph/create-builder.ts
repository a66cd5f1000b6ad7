import SchemaBuilder from '@pothos/core';
import DirectivePlugin from '@pothos/plugin-directives';
import FederationPlugin from '@pothos/plugin-federation';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import type { Role, Scope } from '../../../schema/contract/roles.ts';
import { refusedBy } from '../people/is-allowed.ts';
import type { Rule } from '../people/is-allowed.ts';
import type { Caller } from '../people/person.ts';
import { graphError } from './graph-error.ts';
import { DateScalar, DateTimeScalar } from './scalars.ts';

/** What every resolver is told; made anew for each request. */
export type AskedContext = { caller: Caller };

export type GraphTypes<Context extends AskedContext> = {
  Context: Context;
  AuthScopes: { allowed: Rule };
  FederationScopes: Scope;
  FederationPolicies: Role;
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
export function createBuilder<Context extends AskedContext>() {
  const builder = new SchemaBuilder<GraphTypes<Context>>({
    defaultFieldNullability: false,
    // the check comes before whatever else wraps a resolver
    plugins: [ScopeAuthPlugin, DirectivePlugin, RelayPlugin, FederationPlugin],
    scopeAuth: {
      authScopes: ({ caller }) => ({
        allowed: (rule) => refusedBy(rule, caller.person) === undefined,
      }),
      unauthorizedError: (_parent, { caller }) =>
        graphError(caller.person === undefined ? 'UNAUTHENTICATED' : 'FORBIDDEN'),
    },
    relay: {
      clientMutationId: 'omit',
      cursorType: 'String',
      // every subgraph that pages has it, alike
      pageInfoTypeOptions: { shareable: true },
      nodeQueryOptions: false,
      nodesQueryOptions: false,
    },
  });
  builder.queryType({});
  builder.addScalarType('Date', DateScalar);
  builder.addScalarType('DateTime', DateTimeScalar);
  return builder;
}

export type GraphBuilder<Context extends AskedContext> = ReturnType<typeof createBuilder<Context>>;

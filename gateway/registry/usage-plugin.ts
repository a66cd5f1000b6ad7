import type { ApolloServerPlugin } from '@apollo/server';
import { Kind } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';
import { operationCoordinates } from '../../schema/compose/operation-coordinates.ts';
import { CLIENT_HEADER, CLIENT_NAME, UNNAMED_CLIENT } from '../../schema/contract/usage.ts';
import type { Caller } from '../../subgraphs/kit/people/person.ts';
import type { UsageNote } from './usage-report.ts';

/**
 * Notes each valid operation of somebody signed in: its name, its client's, and what it selects. What
 * it selects is found out once, and kept as long as Apollo Server keeps the document.
 */
export function usagePlugin<Context extends { caller: Caller }>(
  note: UsageNote,
): ApolloServerPlugin<Context> {
  const known = new WeakMap<OperationDefinitionNode, string[]>();
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ contextValue, document, operation, request, schema }) {
          if (contextValue.caller.person === undefined || !operation) return Promise.resolve();
          // of a document with several operations the others are not sent
          const definitions = document.definitions.filter(
            (one) => one === operation || one.kind === Kind.FRAGMENT_DEFINITION,
          );
          const coordinates =
            known.get(operation) ??
            operationCoordinates(schema, { kind: Kind.DOCUMENT, definitions });
          known.set(operation, coordinates);
          const client = clientOf(request.http?.headers.get(CLIENT_HEADER));
          note({ client, operation: operation.name?.value.slice(0, 100) ?? '', coordinates });
          return Promise.resolve();
        },
      }),
  };
}

function clientOf(name: string | undefined): string {
  return name !== undefined && CLIENT_NAME.test(name) ? name : UNNAMED_CLIENT;
}

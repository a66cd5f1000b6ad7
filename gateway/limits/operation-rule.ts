import { GraphQLError } from 'graphql';
import type { ValidationRule } from 'graphql';

/**
 * Refuses an operation of a kind that the graph has none of, such as a subscription. Left to itself
 * graphql 16 finds out when it is about to execute, which then counts as our defect.
 */
export function operationRule(): ValidationRule {
  return (context) => ({
    OperationDefinition(node) {
      if (context.getSchema().getRootType(node.operation)) return;
      context.reportError(new GraphQLError('There is no such kind of operation', { nodes: node }));
    },
  });
}

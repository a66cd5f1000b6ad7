import { Kind, OperationTypeNode } from 'graphql';
import type { DocumentNode, SchemaDefinitionNode, SchemaExtensionNode } from 'graphql';

/** What the roots are called where a schema does not say. */
const USUAL: readonly [string, OperationTypeNode][] = [
  ['Query', OperationTypeNode.QUERY],
  ['Mutation', OperationTypeNode.MUTATION],
  ['Subscription', OperationTypeNode.SUBSCRIPTION],
];

/** By the name of each type that may be a root, the operation: the usual names, and those that a schema gives. */
export function rootTypes({ definitions }: DocumentNode): ReadonlyMap<string, OperationTypeNode> {
  const given = definitions
    .filter(isSchema)
    .flatMap(({ operationTypes = [] }) => operationTypes)
    .map(({ type, operation }) => [type.name.value, operation] as const);
  return new Map([...USUAL, ...given]);
}

type Definition = DocumentNode['definitions'][number];

function isSchema(node: Definition): node is SchemaDefinitionNode | SchemaExtensionNode {
  return node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION;
}

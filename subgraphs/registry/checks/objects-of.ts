import { Kind } from 'graphql';
import type {
  ConstDirectiveNode,
  DocumentNode,
  ObjectTypeDefinitionNode,
  ObjectTypeExtensionNode,
} from 'graphql';

export type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

/** Where an object type is defined or extended in a document; all of them without a name. */
export function objectsOf(document: DocumentNode, name?: string): ObjectNode[] {
  return document.definitions.filter(
    (node): node is ObjectNode =>
      (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION) &&
      (name === undefined || node.name.value === name),
  );
}

/** Directives of a name; `@federation__key` is what `@key` is called where it was not imported. */
export function named(
  directives: readonly ConstDirectiveNode[] | undefined,
  name: string,
): ConstDirectiveNode[] {
  return (directives ?? []).filter(
    (directive) => directive.name.value.replace(/^federation__/u, '') === name,
  );
}

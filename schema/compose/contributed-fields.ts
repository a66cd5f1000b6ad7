import { Kind } from 'graphql';
import type {
  DocumentNode,
  FieldDefinitionNode,
  ObjectTypeDefinitionNode,
  ObjectTypeExtensionNode,
  TypeNode,
} from 'graphql';
import { argumentOf, selectedFields } from './syntax.ts';

type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

/**
 * The fields that other subgraphs add to an entity and that a merging field of it takes, by name.
 *
 * A field is taken when its type stands in the owner as well and has there all that is selected;
 * what another subgraph adds for another purpose is not. Keys, fields taken over from elsewhere
 * (`@external`) and other merging fields are no contribution. A field two subgraphs add is given
 * once.
 *
 * @param selected names at the top of the merging field's selection
 */
export function contributedFields(
  entity: string,
  selected: readonly string[],
  owner: DocumentNode,
  others: readonly DocumentNode[],
): FieldDefinitionNode[] {
  const fits = ({ type }: FieldDefinitionNode) => {
    const held = fieldsOf(owner, namedType(type)).map(({ name }) => name.value);
    return selected.every((name) => held.includes(name));
  };
  const own = fieldsOf(owner, entity).map(({ name }) => name.value);
  const candidates = others.flatMap((document) => added(document, entity));
  const taken = candidates.filter((field) => !own.includes(field.name.value) && fits(field));
  const byName = new Map(taken.map((field) => [field.name.value, field]));
  return [...byName.values()].sort((a, b) => (a.name.value < b.name.value ? -1 : 1));
}

function added(document: DocumentNode, entity: string): FieldDefinitionNode[] {
  const keys = objectsNamed(document, entity)
    .flatMap(({ directives = [] }) => directives)
    .filter(({ name }) => bare(name.value) === 'key')
    .flatMap((key) => selectedFields(argumentOf(key, 'fields') ?? '__typename'));
  return fieldsOf(document, entity).filter(
    ({ name, directives = [] }) =>
      !keys.includes(name.value) &&
      !directives.some((directive) => ['external', 'merges'].includes(bare(directive.name.value))),
  );
}

function fieldsOf(document: DocumentNode, type: string): FieldDefinitionNode[] {
  return objectsNamed(document, type).flatMap(({ fields = [] }) => fields);
}

function objectsNamed(document: DocumentNode, type: string): ObjectNode[] {
  return document.definitions.filter(
    (node): node is ObjectNode =>
      (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION) &&
      node.name.value === type,
  );
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/** `@federation__key` is what `@key` is called where it was not imported. */
function bare(directive: string): string {
  return directive.replace(/^federation__/u, '');
}

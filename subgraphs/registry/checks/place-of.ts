import { Kind } from 'graphql';
import type {
  ASTNode,
  DocumentNode,
  EnumValueDefinitionNode,
  FieldDefinitionNode,
  InputValueDefinitionNode,
} from 'graphql';

/**
 * Where a coordinate such as `Enterprise.name` stands in a document; where it is gone, the nearest
 * that is left of it: the field of an argument, the type of a field.
 */
export function placeOf(document: DocumentNode, coordinate: string): ASTNode | undefined {
  const [type, field, argument] = coordinate.split('.');
  const types = document.definitions.filter(
    (node) => 'name' in node && node.name.value === type && node.kind !== Kind.FRAGMENT_DEFINITION,
  );
  const members = types.flatMap(membersOf);
  const member = members.find(({ name }) => name.value === field);
  const inner =
    member && 'arguments' in member
      ? member.arguments.find(({ name }) => name.value === argument)
      : undefined;
  return inner ?? member ?? types[0];
}

type Member = FieldDefinitionNode | InputValueDefinitionNode | EnumValueDefinitionNode;

function membersOf(node: DocumentNode['definitions'][number]): readonly Member[] {
  if ('fields' in node) return node.fields ?? [];
  return 'values' in node ? (node.values ?? []) : [];
}

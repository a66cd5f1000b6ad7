import { Kind, visit } from 'graphql';
import type {
  DocumentNode,
  FieldDefinitionNode,
  ObjectTypeDefinitionNode,
  ObjectTypeExtensionNode,
} from 'graphql';
import { contributedFields } from './contributed-fields.ts';
import { importDirectives } from './import-directives.ts';
import { REMOVE, argumentOf, mark, selectedFields } from './syntax.ts';

type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

/**
 * Completes the owners of merging fields.
 *
 * A field marked `@merges(fields: "status sealed")` on an entity needs that selection of every field
 * the other subgraphs add to the entity. Its owner does not name them; here the mark becomes
 * `@requires(fields: "market { status sealed } police { status sealed }")` and the fields become
 * `@external` fields of the owner, so a subgraph that joins changes no other one.
 *
 * The types of the merged fields must stand in the owner too, as `@shareable` value types.
 * Documents without a mark come back as they are; nodes keep their places in the source.
 *
 * @param documents each subgraph's parsed SDL by its code
 */
export function mergeFields(
  documents: ReadonlyMap<string, DocumentNode>,
): Map<string, DocumentNode> {
  return new Map(
    [...documents].map(([code, document]) => {
      const others = [...documents].filter(([other]) => other !== code).map(([, sdl]) => sdl);
      return [code, completeOwner(document, others)];
    }),
  );
}

function completeOwner(owner: DocumentNode, others: readonly DocumentNode[]): DocumentNode {
  const complete = (node: ObjectNode) => completeType(node, owner, others);
  const completed: DocumentNode = visit(owner, {
    DirectiveDefinition: (node) => (node.name.value === 'merges' ? REMOVE : undefined),
    ObjectTypeDefinition: complete,
    ObjectTypeExtension: complete,
  });
  return completed === owner ? owner : importDirectives(completed, ['@external', '@requires']);
}

function completeType(
  node: ObjectNode,
  owner: DocumentNode,
  others: readonly DocumentNode[],
): ObjectNode | undefined {
  const fields = node.fields ?? [];
  const selections = fields.flatMap((field) => mergesOf(field) ?? []);
  if (selections.length === 0) return undefined;

  const needed = new Map<string, FieldDefinitionNode>();
  const completed = fields.map((field) => {
    const selection = mergesOf(field);
    if (selection === undefined) return field;
    const found = contributedFields(node.name.value, selectedFields(selection), owner, others);
    found.forEach((contributed) => needed.set(contributed.name.value, contributed));
    const parts = found.map(({ name }) => `${name.value} { ${selection} }`);
    return withRequires(field, parts);
  });
  return { ...node, fields: [...completed, ...[...needed.values()].map(asExternal)] };
}

function mergesOf(field: FieldDefinitionNode): string | undefined {
  const merges = field.directives?.find(({ name }) => name.value === 'merges');
  return merges && argumentOf(merges, 'fields');
}

function withRequires(field: FieldDefinitionNode, parts: readonly string[]): FieldDefinitionNode {
  const kept = (field.directives ?? []).filter(({ name }) => name.value !== 'merges');
  const requires = parts.length === 0 ? [] : [mark('requires', { fields: parts.join(' ') })];
  return { ...field, directives: [...kept, ...requires] };
}

/** The field as another subgraph defines it, less what that one says of it. */
function asExternal(field: FieldDefinitionNode): FieldDefinitionNode {
  const { name, type, loc } = field;
  return {
    kind: Kind.FIELD_DEFINITION,
    name,
    type,
    arguments: (field.arguments ?? []).map(({ directives: _theirs, ...argument }) => argument),
    directives: [mark('external')],
    ...(loc && { loc }),
  };
}

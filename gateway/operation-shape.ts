import { Kind } from 'graphql';
import type { DocumentNode, FieldNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql';

export type FieldShape = {
  /** The field's name in the schema. */
  name: string;
  /** The name it has in the answer. */
  key: string;
  /** Fields selected below it, those of its fragments included. */
  fields: readonly FieldShape[];
};

/** What the answer to an operation looks like. */
export type OperationShape = {
  root: readonly FieldShape[];
  /** The fields asked of each entity, when the operation asks for entities. */
  entity: readonly FieldShape[] | undefined;
};

/** Reads the shape off the one operation of a document, fragments resolved. */
export function shapeOf(document: DocumentNode): OperationShape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let root: readonly FieldShape[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      root = fieldsOf(definition.selectionSet, fragments);
    }
  }
  return { root, entity: root.find(({ name }) => name === '_entities')?.fields };
}

function fieldsOf(
  selectionSet: SelectionSetNode | undefined,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FieldShape[] {
  return (selectionSet?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [fieldOf(selection, fragments)];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet, fragments);
    return fieldsOf(fragments.get(selection.name.value)?.selectionSet, fragments);
  });
}

function fieldOf(
  field: FieldNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FieldShape {
  const name = field.name.value;
  return {
    name,
    key: field.alias?.value ?? name,
    fields: fieldsOf(field.selectionSet, fragments),
  };
}

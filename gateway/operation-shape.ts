import { Kind } from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';

export type FieldShape = {
  /** The field's name in the schema. */
  name: string;
  /** The name it has in the answer. */
  key: string;
  /** Whether a condition (`@include`, `@skip`) may leave it out. */
  isOptional: boolean;
  /** Fields selected below it, those of its fragments included. */
  fields: readonly FieldShape[];
};

/** What the answer to an operation looks like. */
export type OperationShape = {
  root: readonly FieldShape[];
  /** The fields asked of each entity, when the operation asks for entities. */
  entity: readonly FieldShape[] | undefined;
};

/** Reads the shape off the one operation of a document, fragments resolved, each key once. */
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
      root = merged(fieldsOf(definition.selectionSet, fragments, false));
    }
  }
  return { root, entity: root.find(({ name }) => name === '_entities')?.fields };
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function fieldsOf(
  selectionSet: SelectionSetNode | undefined,
  fragments: Fragments,
  isWithinOptional: boolean,
): FieldShape[] {
  return (selectionSet?.selections ?? []).flatMap((selection) => {
    const isOptional = isWithinOptional || hasCondition(selection);
    if (selection.kind === Kind.FIELD) return [fieldOf(selection, fragments, isOptional)];
    const set =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : fragments.get(selection.name.value)?.selectionSet;
    return fieldsOf(set, fragments, isOptional);
  });
}

function hasCondition({ directives = [] }: SelectionNode): boolean {
  return directives.some(({ name: { value } }) => value === 'include' || value === 'skip');
}

function fieldOf(field: FieldNode, fragments: Fragments, isOptional: boolean): FieldShape {
  const name = field.name.value;
  const fields = merged(fieldsOf(field.selectionSet, fragments, isOptional));
  return { name, key: field.alias?.value ?? name, isOptional, fields };
}

/** What is selected several times under one key is answered once (GraphQL specification §6.3.2). */
function merged(fields: readonly FieldShape[]): FieldShape[] {
  const byKey = new Map<string, FieldShape>();
  for (const field of fields) {
    const known = byKey.get(field.key);
    byKey.set(field.key, known ? united(known, field) : field);
  }
  return [...byKey.values()];
}

function united(one: FieldShape, other: FieldShape): FieldShape {
  const isOptional = one.isOptional && other.isOptional;
  return { ...one, isOptional, fields: merged([...one.fields, ...other.fields]) };
}

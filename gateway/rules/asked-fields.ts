import {
  GraphQLError,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  getNamedType,
  isCompositeType,
  isUnionType,
} from 'graphql';
import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLOutputType,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql';

/**
 * A field of an answer, by its place there: everything in an operation that has this place, under
 * whatever types. Places and not types decide, so that what is refused for one of the types that a
 * place may hold is refused for all of them.
 */
export type AskedField<Found> = {
  /** Of the first selection there, in the words of the schema: `Case.caseNo`. */
  name: string;
  type: GraphQLOutputType;
  /** What was found out of each selection of the field. */
  found: Found[];
  below: AskedFields<Found>;
};

/** By the key that the field has in the answer. */
export type AskedFields<Found> = ReadonlyMap<string, AskedField<Found>>;

export type AskedOptions<Found> = {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  find: (on: GraphQLCompositeType, field: GraphQLField<unknown, unknown>) => Found;
};

/** Selections looked at in one operation, fragments counted wherever they are spread. */
const MOST = 20_000;

/**
 * Every field of an operation by its place in the answer, fragments resolved and directives not
 * looked at. The document has been validated against the schema.
 *
 * @throws GraphQLError of code LIMIT_EXCEEDED when fragments in fragments make it too large
 */
export function askedFields<Found>(
  root: GraphQLCompositeType,
  selectionSet: SelectionSetNode,
  { schema, fragments, find }: AskedOptions<Found>,
): AskedFields<Found> {
  type Field = AskedField<Found> & { below: Fields };
  type Fields = Map<string, Field>;
  const budget = { left: MOST };
  const collect = (on: GraphQLCompositeType, set: SelectionSetNode, into: Fields): void => {
    for (const selection of set.selections) {
      if (budget.left === 0) throw tooLarge();
      budget.left -= 1;
      if (selection.kind === Kind.FIELD) {
        addField(on, selection, into);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        collect(typeNamed(selection.typeCondition?.name.value, on), selection.selectionSet, into);
      } else {
        const fragment = fragments.get(selection.name.value);
        if (!fragment) throw new Error('A document was not validated: a fragment is missing');
        collect(typeNamed(fragment.typeCondition.name.value, on), fragment.selectionSet, into);
      }
    }
  };
  const addField = (on: GraphQLCompositeType, node: FieldNode, into: Fields): void => {
    const field = fieldNamed(on, node.name.value);
    const key = (node.alias ?? node.name).value;
    const name = `${on.name}.${field.name}`;
    const asked: Field = into.get(key) ?? { name, type: field.type, found: [], below: new Map() };
    into.set(key, asked);
    asked.found.push(find(on, field));
    const type = getNamedType(field.type);
    if (node.selectionSet && isCompositeType(type)) collect(type, node.selectionSet, asked.below);
  };
  const typeNamed = (name: string | undefined, otherwise: GraphQLCompositeType) => {
    const type = name === undefined ? otherwise : schema.getType(name);
    if (!isCompositeType(type)) throw new Error('A document was not validated: a type is missing');
    return type;
  };
  const fields: Fields = new Map();
  collect(root, selectionSet, fields);
  return fields;
}

const META = new Map(
  [TypeNameMetaFieldDef, SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]),
);

function fieldNamed(on: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> {
  const field = META.get(name) ?? (isUnionType(on) ? undefined : on.getFields()[name]);
  if (!field) throw new Error('A document was not validated: a field is missing');
  return field;
}

function tooLarge(): GraphQLError {
  return new GraphQLError('The operation is too large', {
    extensions: { code: 'LIMIT_EXCEEDED', http: { status: 400 } },
  });
}

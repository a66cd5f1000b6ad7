import {
  Kind,
  buildASTSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  parse,
} from 'graphql';
import type {
  ConstDirectiveNode,
  GraphQLCompositeType,
  GraphQLNamedType,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql';

/** Names of fields by the name of a type. */
type FieldNames = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The fields by which the gateway tells one subgraph of what it had from another: keys, compound and
 * nested ones included, and all that a field requires. By every type on which a client may select,
 * an interface or union standing for each type behind it.
 */
export function neededFields(supergraphSdl: string): FieldNames {
  const schema = buildASTSchema(parse(supergraphSdl), { assumeValidSDL: true });
  const own = new Map<string, Set<string>>();
  const types = Object.values(schema.getTypeMap());
  for (const type of types) {
    for (const selection of neededOf(type)) note(own, schema, type, selection);
  }
  const composite = types.filter((type) => isCompositeType(type));
  return new Map(
    composite.map((type) => [
      type.name,
      new Set(standsFor(schema, type).flatMap((name) => [...(own.get(name) ?? [])])),
    ]),
  );
}

/** The type, those behind it, and the interfaces of them all, which may have keys too. */
function standsFor(schema: GraphQLSchema, type: GraphQLCompositeType): string[] {
  const objects = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
  const interfaces = objects.flatMap((object) =>
    isObjectType(object) ? object.getInterfaces() : [],
  );
  return [type, ...objects, ...interfaces].map(({ name }) => name);
}

/** The field sets of a type's own `@join__type(key:)` and of its fields' `@join__field(requires:)`. */
function neededOf(type: GraphQLNamedType): SelectionSetNode[] {
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const keys = fieldSets(type.astNode?.directives, 'join__type', 'key');
  const requires = Object.values(type.getFields()).flatMap(({ astNode }) =>
    fieldSets(astNode?.directives, 'join__field', 'requires'),
  );
  return [...keys, ...requires];
}

function fieldSets(
  directives: readonly ConstDirectiveNode[] | undefined,
  directive: string,
  argument: string,
): SelectionSetNode[] {
  return (directives ?? [])
    .filter(({ name }) => name.value === directive)
    .flatMap((node) => node.arguments ?? [])
    .flatMap(({ name, value }) =>
      name.value === argument && value.kind === Kind.STRING ? [selectionOf(value.value)] : [],
    );
}

function selectionOf(fieldSet: string): SelectionSetNode {
  const [operation] = parse(`{ ${fieldSet} }`).definitions;
  if (operation?.kind === Kind.OPERATION_DEFINITION) return operation.selectionSet;
  throw new Error('The supergraph has a field set that is no selection');
}

function note(
  names: Map<string, Set<string>>,
  schema: GraphQLSchema,
  type: GraphQLNamedType | undefined,
  { selections }: SelectionSetNode,
): void {
  if (!type) return;
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value ?? type.name;
      note(names, schema, schema.getType(condition), selection.selectionSet);
    } else if (selection.kind === Kind.FIELD) {
      const { name, selectionSet } = selection;
      const known = names.get(type.name) ?? new Set<string>();
      names.set(type.name, known.add(name.value));
      if (selectionSet) note(names, schema, typeBehind(type, name.value), selectionSet);
    }
  }
}

function typeBehind(type: GraphQLNamedType, field: string): GraphQLNamedType | undefined {
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  const definition = type.getFields()[field];
  return definition && getNamedType(definition.type);
}

import {
  TypeInfo,
  getNamedType,
  isInputObjectType,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { DocumentNode, GraphQLNamedType, GraphQLSchema } from 'graphql';

/**
 * What a document uses of a schema, as coordinates: `Type.field`, `Type.field.argument`, and the
 * types on both ends of each (`Type`), sorted. Aliases, values and names that the client chose are no
 * part of it, and neither is introspection.
 *
 * @param document valid against the schema
 */
export function operationCoordinates(schema: GraphQLSchema, document: DocumentNode): string[] {
  const found = new Set<string>();
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field({ name }) {
        const parent = info.getParentType();
        if (!parent || isOfGraphQL(parent.name) || isOfGraphQL(name.value)) return;
        found.add(parent.name).add(`${parent.name}.${name.value}`);
        const given = info.getType();
        if (given) found.add(getNamedType(given).name);
      },
      Argument({ name }) {
        const parent = info.getParentType();
        const field = info.getFieldDef();
        if (parent && field && !info.getDirective())
          found.add(`${parent.name}.${field.name}.${name.value}`);
        const taken = info.getInputType();
        if (taken) addInput(getNamedType(taken), found);
      },
      VariableDefinition({ type }) {
        const named = typeFromAST(schema, type);
        if (named) addInput(getNamedType(named), found);
      },
    }),
  );
  return [...found].filter((name) => !isOfGraphQL(name)).sort();
}

/** Names with two underscores are GraphQL's own (§2.1.9). */
function isOfGraphQL(name: string): boolean {
  return name.startsWith('__');
}

/** An input type, and all that stands in it: whatever becomes required there concerns the client. */
function addInput(type: GraphQLNamedType, found: Set<string>): void {
  if (found.has(type.name)) return;
  found.add(type.name);
  if (!isInputObjectType(type)) return;
  for (const field of Object.values(type.getFields())) addInput(getNamedType(field.type), found);
}

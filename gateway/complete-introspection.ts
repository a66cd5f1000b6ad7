import { createRequire } from 'node:module';
import { introspectionTypes, isObjectType } from 'graphql';

/** As much of @apollo/federation-internals as is touched here; its own types refer to themselves. */
type Field = {
  argument(name: string): unknown;
  addArgument(name: string, type: unknown, defaultValue: unknown): void;
};
type Type = {
  field?(name: string): Field | undefined;
  addField(name: string, type: unknown): Field;
};
type Schema = { type(name: string): Type | undefined };
type Internals = { NonNullType: new (type: object) => object };
type Introspection = { addIntrospectionFields?: (schema: Schema) => void };

/**
 * Has @apollo/gateway know all that graphql lets a client ask of the schema. Its own list is older:
 * `__Type.isOneOf` passes validation and then counts as a defect here, and clients that look first
 * which of these fields there are, such as gql.tada, ask for it. Where the package is laid out
 * otherwise, all stays as it was; the versions are pinned and a test says so.
 */
export function completeIntrospection(): void {
  const load = createRequire(import.meta.url);
  // modules as they are in this version; looked at before they are used
  const introspection = load('@apollo/federation-internals/dist/introspection.js') as Introspection;
  const { addIntrospectionFields: add } = introspection;
  if (add === undefined || COMPLETING.has(add)) return;
  const internals = load('@apollo/federation-internals') as Internals; // it has the class
  introspection.addIntrospectionFields = (schema) => {
    add(schema);
    complete(schema, internals);
  };
  COMPLETING.add(introspection.addIntrospectionFields);
}

const COMPLETING = new WeakSet<(schema: Schema) => void>();

function complete(schema: Schema, internals: Internals): void {
  const scalarOf = scalarsOf(schema, internals);
  for (const told of introspectionTypes.filter(isObjectType)) {
    const type = schema.type(told.name);
    for (const { name, type: given, args } of Object.values(told.getFields())) {
      const scalar = scalarOf(String(given));
      const field = type?.field?.(name) ?? (scalar && type?.addField(name, scalar));
      for (const { name: argument, type: asked, defaultValue } of args) {
        const input = scalarOf(String(asked));
        if (field && input && !field.argument(argument))
          field.addArgument(argument, input, defaultValue);
      }
    }
  }
}

/** Finds a scalar of GraphQL by its name; undefined for anything else, of which nothing is lacking. */
function scalarsOf(schema: Schema, { NonNullType }: Internals) {
  return (type: string): object | undefined => {
    const name = /^(?:Boolean|String)(?=!?$)/u.exec(type)?.[0];
    const scalar = name === undefined ? undefined : schema.type(name);
    return scalar && type.endsWith('!') ? new NonNullType(scalar) : scalar;
  };
}

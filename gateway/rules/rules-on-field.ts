import { getNamedType, isAbstractType } from 'graphql';
import type { GraphQLCompositeType, GraphQLNamedType, GraphQLSchema } from 'graphql';
import type { GraphQLField } from 'graphql';
import type { Rule } from '../../subgraphs/kit/people/is-allowed.ts';
import type { RuleBook } from './read-rules.ts';

/**
 * The rules that a field answers to, all of which must hold: those on itself, on the type it is
 * selected on, and on the type it gives. A type that is abstract answers to the rules of every type
 * behind it, since any of them may come.
 */
export function rulesOnField(
  rules: RuleBook,
  schema: GraphQLSchema,
  on: GraphQLCompositeType,
  field: GraphQLField<unknown, unknown>,
): Rule[] {
  const parents = namesBehind(schema, on);
  const places = [
    ...parents,
    ...parents.map((parent) => `${parent}.${field.name}`),
    ...namesBehind(schema, getNamedType(field.type)),
  ];
  return places.flatMap((place) => rules.get(place) ?? []);
}

function namesBehind(schema: GraphQLSchema, type: GraphQLNamedType): string[] {
  const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
  return [type, ...possible].map(({ name }) => name);
}

import { buildASTSchema, getNamedType, isAbstractType, parse, valueFromASTUntyped } from 'graphql';
import type { ConstDirectiveNode, GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { ROLES, SCOPES_OF_ROLE } from '../contract/roles.ts';
import type { Role } from '../contract/roles.ts';

/** Who may use one field at the root of the graph. */
export type Right = {
  /** Such as `Query.case`. */
  operation: string;
  /** Whether it is answered to people who have not signed in. */
  anonymous: boolean;
  /** Roles whose holder, with all scopes the role has, may use it. */
  roles: Role[];
  /** Scopes that the token must have: all of one of the inner lists; no list, none. */
  scopes: string[][];
};

const alternatives = z.array(z.array(z.string()));
const argumentsShape = z.object({
  scopes: alternatives.default([]),
  policies: alternatives.default([]),
});

/** What one place asks for; of the outer lists one entry is enough, of an inner one all are needed. */
type Rule = z.infer<typeof argumentsShape>;

/**
 * The rights table: each root field of a supergraph, sorted, against each role.
 *
 * A field answers to the rules on itself, on the root type and on what it gives. Whether a person is
 * assigned to a case, and the like, is for the subgraph to say and no part of this.
 */
export function rightsOf(supergraphSdl: string): Right[] {
  const schema = buildASTSchema(parse(supergraphSdl), { assumeValidSDL: true });
  return [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
    root
      ? Object.values(root.getFields())
          .filter((field) => !isHidden(field))
          .map((field) => rightTo(schema, root, field))
          .sort((a, b) => (a.operation < b.operation ? -1 : 1))
      : [],
  );
}

function rightTo(
  schema: GraphQLSchema,
  root: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
): Right {
  const given = getNamedType(field.type);
  const behind = isAbstractType(given) ? schema.getPossibleTypes(given) : [];
  const rules = [root, field, given, ...behind].flatMap(({ astNode }) =>
    (astNode?.directives ?? []).filter(isRule).map(readRule),
  );
  return {
    operation: `${root.name}.${field.name}`,
    anonymous: rules.length === 0,
    roles: ROLES.filter((role) => rules.every((rule) => allows(rule, role))),
    scopes: allOf(rules.flatMap(({ scopes }) => (scopes.length > 0 ? [scopes] : []))),
  };
}

/** Whether clients cannot ask for it at all: what gateways and subgraphs say to each other. */
function isHidden({ astNode }: GraphQLField<unknown, unknown>): boolean {
  return (astNode?.directives ?? []).some(({ name }) => name.value === 'inaccessible');
}

function isRule({ name: { value } }: ConstDirectiveNode): boolean {
  return value === 'authenticated' || value === 'requiresScopes' || value === 'policy';
}

function readRule(directive: ConstDirectiveNode): Rule {
  const given = (directive.arguments ?? []).map(({ name, value }) => [
    name.value,
    valueFromASTUntyped(value),
  ]);
  return argumentsShape.parse(Object.fromEntries(given));
}

function allows({ scopes, policies }: Rule, role: Role): boolean {
  return holdsOne(scopes, SCOPES_OF_ROLE[role]) && holdsOne(policies, [role]);
}

function holdsOne(choices: readonly (readonly string[])[], held: readonly string[]): boolean {
  return choices.length === 0 || choices.some((all) => all.every((name) => held.includes(name)));
}

/** What satisfies every one of several choices, each a list of alternatives: their combinations. */
function allOf(choices: readonly (readonly (readonly string[])[])[]): string[][] {
  if (choices.length === 0) return [];
  const combined = choices.reduce<string[][]>(
    (sofar, choice) => sofar.flatMap((held) => choice.map((names) => [...held, ...names])),
    [[]],
  );
  const texts = combined.map((names) => [...new Set(names)].sort().join(' '));
  return [...new Set(texts)].map((text) => text.split(' '));
}

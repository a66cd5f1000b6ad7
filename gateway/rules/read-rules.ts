import { Kind, visit } from 'graphql';
import type { ConstDirectiveNode, DefinitionNode, DocumentNode } from 'graphql';
import { z } from 'zod';
import type { Rule } from '../../subgraphs/kit/people/is-allowed.ts';
import { argumentsOf } from './linked-features.ts';
import type { RuleKind, RuleNames } from './rule-names.ts';
import { SupergraphError } from './supergraph-error.ts';

/** Rules by `Type` and by `Type.field`; of several in one place all must hold. */
export type RuleBook = ReadonlyMap<string, readonly Rule[]>;

/** Any of the outer list, all of the inner one; an empty list would ask for nothing. */
const alternatives = z.array(z.array(z.string().min(1)).min(1)).min(1);

/** No argument but those of the specification. */
const readers = {
  authenticated: z.strictObject({}).transform(() => ({ authenticated: true })),
  requiresScopes: z.strictObject({ scopes: alternatives }),
  policy: z.strictObject({ policies: alternatives }),
};

/**
 * Reads every rule of a supergraph.
 * @throws SupergraphError when one of them cannot be read, stands twice in one place or somewhere
 *   that no rule may stand
 */
export function readRules(document: DocumentNode, names: RuleNames): RuleBook {
  const rules = new Map<string, Rule[]>();
  const read = new Set<ConstDirectiveNode>();
  for (const definition of document.definitions) {
    for (const { place, directives } of placesIn(definition)) {
      const written = directives.filter(({ name }) => names.directives.has(name.value));
      if (written.length === 0) continue;
      written.forEach((node) => read.add(node));
      rules.set(place, [...(rules.get(place) ?? []), ruleOf(written, place, names)]);
    }
  }
  refuseStray(document, names, read);
  return rules;
}

type Place = { place: string; directives: readonly ConstDirectiveNode[] };

/** Types and fields on which a rule may stand: FIELD_DEFINITION, OBJECT, INTERFACE, SCALAR, ENUM. */
function placesIn(definition: DefinitionNode): Place[] {
  switch (definition.kind) {
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_EXTENSION:
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_EXTENSION:
      return [{ place: definition.name.value, directives: definition.directives ?? [] }];
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_EXTENSION: {
      const { name, directives = [], fields = [] } = definition;
      const below = fields.map((field) => ({
        place: `${name.value}.${field.name.value}`,
        directives: field.directives ?? [],
      }));
      return [{ place: name.value, directives }, ...below];
    }
    default:
      return [];
  }
}

function ruleOf(nodes: readonly ConstDirectiveNode[], place: string, names: RuleNames): Rule {
  const rule: Rule = { authenticated: false, scopes: [], policies: [] };
  const seen = new Set<RuleKind>();
  for (const node of nodes) {
    const kind = names.directives.get(node.name.value);
    const parsed = kind && readers[kind].safeParse(argumentsOf(node));
    if (!kind || !parsed?.success || seen.has(kind)) {
      throw new SupergraphError(`The rule @${node.name.value} on ${place} cannot be read`);
    }
    seen.add(kind);
    Object.assign(rule, parsed.data);
  }
  return rule;
}

function refuseStray(
  document: DocumentNode,
  { directives, prefixes }: RuleNames,
  read: ReadonlySet<ConstDirectiveNode>,
): void {
  visit(document, {
    Directive(node) {
      const name = node.name.value;
      const belongs =
        // a rule under its own name that no link brings would be read by nobody
        Object.hasOwn(readers, name) ||
        directives.has(name) ||
        prefixes.some((prefix) => name.startsWith(prefix));
      // the supergraph is a document of type definitions, whose directives are constant
      if (belongs && !read.has(node as ConstDirectiveNode)) {
        throw new SupergraphError(`@${name} stands where no rule is read`);
      }
    },
  });
}

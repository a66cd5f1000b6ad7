import { Kind, visit } from 'graphql';
import type { DocumentNode } from 'graphql';
import type { RuleNames } from './rule-names.ts';

/**
 * A supergraph without rules, their definitions, their scalars and the links that bring them, so
 * that `@apollo/gateway` loads it.
 */
export function stripRules(
  document: DocumentNode,
  { directives, scalars, prefixes, links }: RuleNames,
): DocumentNode {
  const isOurs = (name: string) =>
    directives.has(name) || prefixes.some((prefix) => name.startsWith(prefix));
  const brings: ReadonlySet<unknown> = links;
  return visit(document, {
    Directive: (node) => (brings.has(node) || isOurs(node.name.value) ? null : undefined),
    [Kind.DIRECTIVE_DEFINITION]: (node) => (isOurs(node.name.value) ? null : undefined),
    [Kind.SCALAR_TYPE_DEFINITION]: ({ name }) =>
      scalars.has(name.value) || prefixes.some((prefix) => name.value.startsWith(prefix))
        ? null
        : undefined,
  });
}

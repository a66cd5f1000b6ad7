import { Kind, visit } from 'graphql';
import type { ConstDirectiveNode, ConstListValueNode, DocumentNode } from 'graphql';
import { argumentOf } from './syntax.ts';

const FEDERATION = 'https://specs.apollo.dev/federation/';

/**
 * Adds federation directives, such as `@requires`, to the imports of a subgraph's `@link`, so that
 * they may be used under their bare names. What is imported already is not added again.
 */
export function importDirectives(document: DocumentNode, wanted: readonly string[]): DocumentNode {
  return visit(document, {
    Directive: (node) =>
      node.name.value === 'link' && argumentOf(node, 'url')?.startsWith(FEDERATION)
        ? // a directive of a schema definition, whose arguments are constants by the grammar
          withImports(node as ConstDirectiveNode, wanted)
        : undefined,
  });
}

function withImports(link: ConstDirectiveNode, wanted: readonly string[]): ConstDirectiveNode {
  const given = link.arguments?.find(({ name }) => name.value === 'import')?.value;
  const values = given?.kind === Kind.LIST ? given.values : [];
  const held = values.flatMap((value) => (value.kind === Kind.STRING ? [value.value] : []));
  const missing = wanted.filter((directive) => !held.includes(directive));
  const list: ConstListValueNode = {
    kind: Kind.LIST,
    values: [...values, ...missing.map((value) => ({ kind: Kind.STRING, value }) as const)],
  };
  const others = (link.arguments ?? []).filter(({ name }) => name.value !== 'import');
  const name = { kind: Kind.NAME, value: 'import' } as const;
  return { ...link, arguments: [...others, { kind: Kind.ARGUMENT, name, value: list }] };
}

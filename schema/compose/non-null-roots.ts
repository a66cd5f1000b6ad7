import { Kind } from 'graphql';
import type { DocumentNode, ObjectTypeDefinitionNode, ObjectTypeExtensionNode } from 'graphql';
import type { CompositionProblem } from './composition-problem.ts';
import { rootTypes } from './root-types.ts';

/**
 * Root fields that may not be null, one problem each.
 *
 * Where such a field fails, null moves up to `data`, and whoever asked loses what every other subgraph
 * has answered in the same request, and of a mutation what was done before it. No subgraph may have
 * that in its hands, so nothing of the kind is composed.
 *
 * @param subgraph whose document it is
 */
export function nonNullRoots(document: DocumentNode, subgraph: string): CompositionProblem[] {
  const roots = rootTypes(document);
  return document.definitions
    .filter(isObject)
    .filter(({ name }) => roots.has(name.value))
    .flatMap(({ name: root, fields = [] }) =>
      fields
        .filter(({ type }) => type.kind === Kind.NON_NULL_TYPE)
        .map(({ name, loc }) => ({
          code: 'NON_NULL_ROOT',
          message: `${root.value}.${name.value}: a field at the root may be null, so that one which fails takes no other along`,
          subgraph,
          ...(loc && { line: loc.startToken.line, column: loc.startToken.column }),
        })),
    );
}

type Definition = DocumentNode['definitions'][number];

function isObject(node: Definition): node is ObjectTypeDefinitionNode | ObjectTypeExtensionNode {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION;
}

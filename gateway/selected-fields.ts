import { Kind } from 'graphql';
import type { FieldNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql';

export type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/**
 * The fields of selection sets by their response keys, in order, fragments resolved; a field that is
 * selected more than once has all its nodes. Undefined where a directive makes the selection depend
 * on a variable.
 */
export function selectedFields(
  selectionSets: readonly SelectionSetNode[],
  fragments: Fragments,
): Map<string, FieldNode[]> | undefined {
  const fields = new Map<string, FieldNode[]>();
  const pending = selectionSets.flatMap(({ selections }) => selections);
  for (let node = pending.shift(); node !== undefined; node = pending.shift()) {
    if (node.directives && node.directives.length > 0) return undefined;
    if (node.kind === Kind.FIELD) {
      const key = (node.alias ?? node.name).value;
      fields.set(key, [...(fields.get(key) ?? []), node]);
    } else {
      const inner = node.kind === Kind.INLINE_FRAGMENT ? node : fragments[node.name.value];
      pending.unshift(...(inner?.selectionSet.selections ?? []));
    }
  }
  return fields;
}

/** The selection sets below nodes of one field. */
export function selectionsBelow(nodes: readonly FieldNode[]): SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
}

import { isNonNullType, isObjectType, isWrappingType } from 'graphql';
import type { DocumentNode, FieldNode, GraphQLObjectType, SelectionSetNode } from 'graphql';
import { shapeOf } from './operation-shape.ts';
import type { FieldShape } from './operation-shape.ts';
import { plannedFetches } from './planned-fetches.ts';
import type { ResolvedPlan } from './planned-fetches.ts';
import { selectedFields, selectionsBelow } from './selected-fields.ts';
import type { Fragments } from './selected-fields.ts';

/** The fields that one fetch answers whole. */
export type WholeFields = {
  /** Response keys of the object that has them, from the root of the client's answer. */
  parent: readonly string[];
  keys: readonly string[];
};

/**
 * Finds the fields of a client's answer that come from one fetch exactly as the client asked, so
 * that they need not be taken apart, completed and written again: the subgraph has done that.
 *
 * A field is whole when the fetch selects below it what the client selects, in the same order, with
 * object types only and no directive; when it may be null; when it stands once in the answer, not
 * in a list; and when no fetch needs anything below it or of its name.
 *
 * @returns by the document of the fetch
 */
export function wholeFields({
  queryPlan,
  operationContext,
}: ResolvedPlan): Map<DocumentNode, WholeFields> {
  const { schema, operation, fragments } = operationContext;
  const found = new Map<DocumentNode, WholeFields>();
  const root = schema.getRootType(operation.operation);
  if (!root) return found;
  const { fetches, needed } = plannedFetches(queryPlan);
  for (const { document, path } of fetches) {
    const shape = shapeOf(document);
    const asked = placeAt(path, { type: root, selections: [operation.selectionSet] }, fragments);
    if (asked === undefined) continue;
    const keys = (shape.entity ?? shape.root)
      .filter((field) => !needed.has(field.key) && isWhole(field, asked, fragments))
      .map(({ key }) => key);
    if (keys.length > 0) found.set(document, { parent: path, keys });
  }
  return found;
}

/** Where a client's selection stands: on which type, and everything that is selected there. */
type Place = { type: GraphQLObjectType; selections: readonly SelectionSetNode[] };

function placeAt(path: readonly string[], root: Place, fragments: Fragments): Place | undefined {
  return path.reduce<Place | undefined>((at, key) => {
    const nodes = at && selectedFields(at.selections, fragments)?.get(key);
    return at && nodes && below(at.type, nodes);
  }, root);
}

/** The place below a field; undefined where its type is not one object type. */
function below(type: GraphQLObjectType, nodes: readonly FieldNode[]): Place | undefined {
  let inner: unknown = fieldOf(type, nodes)?.type;
  while (isWrappingType(inner)) inner = inner.ofType;
  return isObjectType(inner) ? { type: inner, selections: selectionsBelow(nodes) } : undefined;
}

function fieldOf(type: GraphQLObjectType, [node]: readonly FieldNode[]) {
  return node && type.getFields()[node.name.value];
}

function isWhole(asked: FieldShape, { type, selections }: Place, fragments: Fragments): boolean {
  const nodes = selectedFields(selections, fragments)?.get(asked.key) ?? [];
  const field = fieldOf(type, nodes);
  if (!field || isNonNullType(field.type) || asked.fields.length === 0) return false;
  return isSame(asked, type, nodes, fragments);
}

/** Whether a fetch selects of a field, all the way down, what the client does. */
function isSame(
  asked: FieldShape,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  fragments: Fragments,
): boolean {
  if (nodes[0]?.name.value !== asked.name) return false;
  const selections = selectionsBelow(nodes);
  if (selections.length === 0) return asked.fields.length === 0;
  const place = below(type, nodes);
  const selected = place && selectedFields(selections, fragments);
  if (!selected || selected.size !== asked.fields.length) return false;
  return [...selected].every(([key, inner], index) => {
    const field = asked.fields[index];
    return field?.key === key && isSame(field, place.type, inner, fragments);
  });
}

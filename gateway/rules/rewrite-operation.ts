import { Kind, parse, print } from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import type { Nulls } from './find-refusals.ts';

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** An operation to execute in the place of another one. */
export type Rewritten = {
  document: DocumentNode;
  /** What the keys of fields begin with that are null once the answer is there. */
  prefix: string;
};

type Rewriting = { fragments: Fragments; prefix: string };

const TYPENAME: FieldNode = {
  kind: Kind.FIELD,
  name: { kind: Kind.NAME, value: '__typename' },
};

/**
 * The operation alone, with `__typename` in the place of everything that will be null, and every
 * fragment written out, since a field may be refused in one place of a fragment and not in another.
 * Directives on what is replaced go: it is refused in any case.
 *
 * What is put in place has a key of its own: under the key of the field it would shadow a field that
 * the gateway may need for itself (see `limits/alias-rule.ts`).
 *
 * @returns a document of which no part is that of another
 */
export function rewriteOperation(
  operation: OperationDefinitionNode,
  fragments: Fragments,
  nulls: Nulls,
): Rewritten {
  const prefix = freePrefix([operation, ...fragments.values()].map(print).join('\n'));
  const selectionSet = rewriteSet(operation.selectionSet, nulls, { fragments, prefix });
  const rewritten: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [{ ...operation, selectionSet }],
  };
  // what is remembered of a document goes by its nodes: none may be shared
  return { document: parse(print(rewritten), { noLocation: true }), prefix };
}

function freePrefix(text: string): string {
  let prefix = 'nulled_by_rule_';
  while (text.includes(prefix)) prefix += '_';
  return prefix;
}

function rewriteSet(
  { selections }: SelectionSetNode,
  nulls: Nulls,
  rewriting: Rewriting,
): SelectionSetNode {
  return {
    kind: Kind.SELECTION_SET,
    selections: selections.map((selection) => rewriteSelection(selection, nulls, rewriting)),
  };
}

function rewriteSelection(
  selection: SelectionNode,
  nulls: Nulls,
  rewriting: Rewriting,
): SelectionNode {
  if (selection.kind === Kind.FIELD) return rewriteField(selection, nulls, rewriting);
  if (selection.kind === Kind.INLINE_FRAGMENT) {
    return { ...selection, selectionSet: rewriteSet(selection.selectionSet, nulls, rewriting) };
  }
  const fragment = rewriting.fragments.get(selection.name.value);
  if (!fragment) throw new Error('A document was not validated: a fragment is missing');
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: fragment.typeCondition,
    ...(selection.directives && { directives: selection.directives }),
    selectionSet: rewriteSet(fragment.selectionSet, nulls, rewriting),
  };
}

function rewriteField(field: FieldNode, nulls: Nulls, rewriting: Rewriting): FieldNode {
  const { value: key } = field.alias ?? field.name;
  const mark = nulls.get(key);
  if (mark === 0) {
    return { ...TYPENAME, alias: { kind: Kind.NAME, value: `${rewriting.prefix}${key}` } };
  }
  if (!field.selectionSet) return field;
  const selectionSet =
    typeof mark === 'number'
      ? { kind: Kind.SELECTION_SET as const, selections: [TYPENAME] }
      : rewriteSet(field.selectionSet, mark ?? new Map(), rewriting);
  return { ...field, selectionSet };
}

import { Kind, OperationTypeNode } from 'graphql';
import type { SelectionSetNode, ValidationContext, ValidationRule } from 'graphql';
import { beyondLimit } from './refused-document.ts';

/** Refuses a mutation with too many fields at its root: they run one after the other. */
export function mutationsRule(limit: number): ValidationRule {
  return (context) => ({
    OperationDefinition({ operation, selectionSet }) {
      if (operation !== OperationTypeNode.MUTATION) return;
      if (countFields(context)(selectionSet) > limit) context.reportError(beyondLimit('mutations'));
    },
  });
}

function countFields(context: ValidationContext) {
  const known = new Map<string, number>();
  function ofSet({ selections }: SelectionSetNode): number {
    return selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + 1;
      if (selection.kind === Kind.INLINE_FRAGMENT) return sum + ofSet(selection.selectionSet);
      return sum + ofFragment(selection.name.value);
    }, 0);
  }
  function ofFragment(name: string): number {
    const found = known.get(name);
    if (found !== undefined) return found;
    known.set(name, 0); // a fragment within itself is refused by a rule of graphql's own
    const fragment = context.getFragment(name);
    const count = fragment ? ofSet(fragment.selectionSet) : 0;
    known.set(name, count);
    return count;
  }
  return ofSet;
}

import { Kind, getNamedType, isInterfaceType, isObjectType, typeFromAST } from 'graphql';
import type {
  FieldNode,
  FragmentSpreadNode,
  GraphQLField,
  GraphQLNamedType,
  SelectionNode,
  SelectionSetNode,
  ValidationContext,
  ValidationRule,
} from 'graphql';
import { beyondLimit } from './refused-document.ts';

/** What a page holds at most, whoever serves it (PAGE_SIZE of the contract). */
const LARGEST_PAGE = 1000;

type Parent = GraphQLNamedType | null | undefined;

/**
 * Refuses an operation whose answer may hold too many values: every field is one, and what is
 * selected below a field that takes `first` or `last` is one for each place on the page. A page whose
 * size is a variable, or not given, is taken as the largest, since a document is judged once for
 * whatever variables come with it.
 *
 * Lists without pages count as one: how long they are is no choice of the client.
 */
export function costRule(limit: number): ValidationRule {
  return (context) => {
    const costOf = costs(context);
    return {
      OperationDefinition({ operation, selectionSet }) {
        const cost = costOf(selectionSet, context.getSchema().getRootType(operation));
        if (cost > limit) context.reportError(beyondLimit('cost'));
      },
    };
  };
}

function costs(context: ValidationContext) {
  const known = new Map<string, number>();

  function ofSet({ selections }: SelectionSetNode, parent: Parent): number {
    return selections.reduce((sum, selection) => sum + ofSelection(selection, parent), 0);
  }

  function ofSelection(selection: SelectionNode, parent: Parent): number {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection);
    if (selection.kind === Kind.FIELD) return ofField(selection, parent);
    const { typeCondition, selectionSet } = selection;
    return ofSet(
      selectionSet,
      typeCondition ? typeFromAST(context.getSchema(), typeCondition) : parent,
    );
  }

  function ofField(field: FieldNode, parent: Parent): number {
    if (!field.selectionSet) return 1;
    const definition = fieldOf(parent, field.name.value);
    const type = definition && getNamedType(definition.type);
    return 1 + pageOf(field, definition) * ofSet(field.selectionSet, type);
  }

  /** Each fragment once, so that fragments that spread each other twice over take no longer. */
  function ofFragment({ name: { value: name } }: FragmentSpreadNode): number {
    const found = known.get(name);
    if (found !== undefined) return found;
    known.set(name, 0); // a fragment within itself is refused by a rule of graphql's own
    const fragment = context.getFragment(name);
    if (!fragment) return 0;
    const type = typeFromAST(context.getSchema(), fragment.typeCondition);
    const cost = ofSet(fragment.selectionSet, type);
    known.set(name, cost);
    return cost;
  }

  return ofSet;
}

function fieldOf(parent: Parent, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

function pageOf(field: FieldNode, definition: GraphQLField<unknown, unknown> | undefined): number {
  if (!definition?.args.some(({ name }) => isPageSize(name))) return 1;
  const sizes = (field.arguments ?? []).filter(({ name }) => isPageSize(name.value));
  if (sizes.length === 0) return LARGEST_PAGE;
  return Math.max(
    1,
    ...sizes.map(({ value }) => (value.kind === Kind.INT ? Number(value.value) : LARGEST_PAGE)),
  );
}

function isPageSize(argument: string): boolean {
  return argument === 'first' || argument === 'last';
}

import { Kind, parse } from 'graphql';
import type { ConstDirectiveNode, DirectiveNode } from 'graphql';

/** What a visitor returns to drop a node. */
export const REMOVE = null;

/** The text a directive carries in an argument; undefined where it is absent or no string. */
export function argumentOf(directive: DirectiveNode, argument: string): string | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

/**
 * Names of the fields at the top of a field set such as `status sealed { text }`.
 *
 * @throws GraphQLError where the text is no selection.
 */
export function selectedFields(fieldSet: string): string[] {
  const [operation] = parse(`{ ${fieldSet} }`).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  return operation.selectionSet.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? [selection.name.value] : [],
  );
}

/** A directive as it stands on a definition, all its arguments strings. */
export function mark(directive: string, args: Record<string, string> = {}): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: directive },
    arguments: Object.entries(args).map(([argument, value]) => ({
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: argument },
      value: { kind: Kind.STRING, value },
    })),
  };
}

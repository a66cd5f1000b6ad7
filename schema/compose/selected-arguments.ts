import { Kind, parse } from 'graphql';
import type {
  ASTNode,
  ConstDirectiveNode,
  DocumentNode,
  FieldDefinitionNode,
  InterfaceTypeDefinitionNode,
  InterfaceTypeExtensionNode,
  ObjectTypeDefinitionNode,
  ObjectTypeExtensionNode,
  SelectionNode,
  TypeNode,
} from 'graphql';
import type { CompositionProblem } from './composition-problem.ts';
import { argumentOf } from './syntax.ts';

type Typed =
  | ObjectTypeDefinitionNode
  | ObjectTypeExtensionNode
  | InterfaceTypeDefinitionNode
  | InterfaceTypeExtensionNode;

/** One directive that selects fields of `type`, and where it stands. */
type Selecting = { directive: ConstDirectiveNode; type: string; place: string; within: ASTNode };

/**
 * Fields that take arguments inside a `@key`, `@requires` or `@provides` selection, one problem each.
 *
 * @apollo/gateway keeps what it had of an entity by the names of fields, so the value it hands on is
 * that of whatever arguments the client asked with. It never says so; hence nothing of the kind is
 * composed, whether the selection gives the argument or leaves it to its default.
 *
 * @param document with its merging fields completed
 * @param subgraph whose document it is
 */
export function selectedArguments(document: DocumentNode, subgraph: string): CompositionProblem[] {
  const types = document.definitions.filter(isTyped);
  const fields = new Map<string, FieldDefinitionNode>();
  for (const type of types) {
    for (const field of type.fields ?? [])
      fields.set(`${type.name.value}.${field.name.value}`, field);
  }
  return types.flatMap(selecting).flatMap(({ directive, type, place, within }) => {
    // what composition wrote itself stands nowhere; its field does
    const at = (directive.loc ?? within.loc)?.startToken;
    const found = withArguments(selectionsOf(directive), type, fields);
    return found.map((field) => ({
      code: 'ARGUMENTS_IN_SELECTION',
      message: `${place}: @${directive.name.value} selects ${field}, which takes arguments`,
      subgraph,
      ...(at && { line: at.line, column: at.column }),
    }));
  });
}

function selecting(node: Typed): Selecting[] {
  const type = node.name.value;
  const keys = named(node.directives, 'key').map((directive) => {
    return { directive, type, place: type, within: node };
  });
  const others = (node.fields ?? []).flatMap((field) => {
    const place = `${type}.${field.name.value}`;
    const at = { place, within: field };
    const requires = named(field.directives, 'requires');
    const provides = named(field.directives, 'provides');
    return [
      ...requires.map((directive) => ({ ...at, directive, type })),
      ...provides.map((directive) => ({ ...at, directive, type: namedType(field.type) })),
    ];
  });
  return [...keys, ...others];
}

function withArguments(
  selections: readonly SelectionNode[],
  type: string,
  fields: ReadonlyMap<string, FieldDefinitionNode>,
): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    const inner = selection.selectionSet?.selections ?? [];
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return withArguments(inner, selection.typeCondition?.name.value ?? type, fields);
    const name = `${type}.${selection.name.value}`;
    const field = fields.get(name);
    const takes = (selection.arguments?.length ?? 0) + (field?.arguments?.length ?? 0) > 0;
    const below = field ? withArguments(inner, namedType(field.type), fields) : [];
    return takes ? [name, ...below] : below;
  });
}

/** @throws GraphQLError where the text is no selection. */
function selectionsOf(directive: ConstDirectiveNode): readonly SelectionNode[] {
  const [operation] = parse(`{ ${argumentOf(directive, 'fields') ?? '__typename'} }`).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
}

function named(directives: readonly ConstDirectiveNode[] | undefined, name: string) {
  return (directives ?? []).filter(
    (directive) => directive.name.value.replace(/^federation__/u, '') === name,
  );
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function isTyped(node: DocumentNode['definitions'][number]): node is Typed {
  return (
    node.kind === Kind.OBJECT_TYPE_DEFINITION ||
    node.kind === Kind.OBJECT_TYPE_EXTENSION ||
    node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
    node.kind === Kind.INTERFACE_TYPE_EXTENSION
  );
}

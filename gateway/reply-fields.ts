import { Kind } from 'graphql';
import type {
  ConstDirectiveNode,
  DocumentNode,
  FieldDefinitionNode,
  ObjectTypeDefinitionNode,
} from 'graphql';

import { parseSupergraph } from './rules/open-supergraph.ts';

/** The entity that every agency extends with its reply. */
export const INQUIRY = 'Inquiry';
/** The entity that every service with a ledger extends with what it gives of it. */
export const AUDIT_ENTITY = 'Audit';
const REPLY = 'AgencyReply';

/**
 * Reads from a supergraph which fields are agencies' replies: those of type `AgencyReply` on an
 * entity, each with the subgraph it is joined to (join spec v0.3, `@join__field`).
 *
 * @returns the names of the reply fields by the name of the subgraph that answers them
 */
export function replyFields(
  supergraphSdl: string,
  entity = INQUIRY,
): Map<string, ReadonlySet<string>> {
  const document = parseSupergraph(supergraphSdl);
  const names = graphNames(document);
  const found = new Map<string, Set<string>>();
  for (const field of objectNamed(document, entity)?.fields ?? []) {
    if (typeName(field) !== REPLY) continue;
    for (const graph of answering(field)) {
      const name = names.get(graph) ?? graph;
      found.set(name, (found.get(name) ?? new Set()).add(field.name.value));
    }
  }
  return found;
}

/** Where a supergraph says that its subgraphs answer, by their names. */
export function graphUrls(supergraphSdl: string): Map<string, string> {
  const graphs = graphsOf(parseSupergraph(supergraphSdl));
  return new Map(graphs.flatMap(({ name, url }) => (url === undefined ? [] : [[name, url]])));
}

function graphNames(document: DocumentNode): Map<string, string> {
  return new Map(graphsOf(document).map(({ value, name }) => [value, name]));
}

/** `enum join__Graph { POLICE @join__graph(name: "police", url: …) }` */
function graphsOf(document: DocumentNode) {
  const values = document.definitions.flatMap((definition) =>
    definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph'
      ? (definition.values ?? [])
      : [],
  );
  return values.map(({ name: { value }, directives = [] }) => {
    const graph = directives.find((directive) => directive.name.value === 'join__graph');
    const name = (graph && textArgument(graph, 'name')) ?? value;
    return { value, name, url: graph && textArgument(graph, 'url') };
  });
}

function answering(field: FieldDefinitionNode): string[] {
  return (field.directives ?? [])
    .filter(({ name }) => name.value === 'join__field')
    .filter((join) => textArgument(join, 'external') !== 'true')
    .flatMap((join) => textArgument(join, 'graph') ?? []);
}

function textArgument(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value !== undefined && 'value' in value ? String(value.value) : undefined;
}

function objectNamed(document: DocumentNode, name: string): ObjectTypeDefinitionNode | undefined {
  return document.definitions.find(
    (node): node is ObjectTypeDefinitionNode =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === name,
  );
}

function typeName({ type }: FieldDefinitionNode): string | undefined {
  const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  return named.kind === Kind.NAMED_TYPE ? named.name.value : undefined;
}

import { Kind, parse, print } from 'graphql';
import type { DefinitionNode, DocumentNode, TypeDefinitionNode } from 'graphql';
import { AGENCY_STATUSES } from '../../../schema/contract/codes.ts';
import { problemAt } from './schema-problem.ts';
import type { SchemaProblem } from './schema-problem.ts';

/** What all subgraphs define in the same words; a description says no word that counts. */
const CONTRACT = parse(`
  type AgencyReply @shareable {
    status: AgencyStatus!
    answeredAt: DateTime
    sealed: String @inaccessible
  }
  enum AgencyStatus { ${AGENCY_STATUSES.join(' ')} }
  scalar Date
  scalar DateTime
`);

/** Value types of the contract are as the contract has them, wherever they stand. */
export function checkValueTypes(code: string, document: DocumentNode): SchemaProblem[] {
  const known = new Map(
    CONTRACT.definitions.filter(isNamed).map((node) => [node.name.value, essence(node)]),
  );
  return document.definitions.flatMap((node) => {
    const name = nameOf(node);
    const expected = name === undefined ? undefined : known.get(name);
    if (name === undefined || expected === undefined) return [];
    if (isNamed(node) && essence(node) === expected) return [];
    const message = `${name} is not as the contract has it: ${expected}`;
    return [problemAt(code, 'VALUE_TYPE_DIFFERS', message, node)];
  });
}

function isNamed(node: DefinitionNode): node is TypeDefinitionNode {
  return (
    node.kind === Kind.OBJECT_TYPE_DEFINITION ||
    node.kind === Kind.ENUM_TYPE_DEFINITION ||
    node.kind === Kind.SCALAR_TYPE_DEFINITION
  );
}

function nameOf(node: DefinitionNode): string | undefined {
  return 'name' in node ? node.name.value : undefined;
}

/** Fields and values in one order, with the directives that federation reads, and nothing else. */
function essence(node: TypeDefinitionNode): string {
  const marks = (directives: TypeDefinitionNode['directives']) =>
    (directives ?? [])
      .map((directive) => print(directive).replace('@federation__', '@'))
      .filter((text) => !text.startsWith('@specifiedBy'))
      .sort()
      .map((text) => ` ${text}`)
      .join('');
  const head = `${node.name.value}${marks(node.directives)}`;
  if (node.kind === Kind.ENUM_TYPE_DEFINITION) {
    const values = (node.values ?? []).map((one) => one.name.value + marks(one.directives));
    return `enum ${head} { ${values.sort().join(' ')} }`;
  }
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) return `scalar ${head}`;
  const fields = (node.fields ?? []).map((field) => {
    const takes = (field.arguments ?? []).length > 0 ? '(…)' : '';
    return `${field.name.value}${takes}: ${print(field.type)}${marks(field.directives)}`;
  });
  return `type ${head} { ${fields.sort().join(' ')} }`;
}

import { visit } from 'graphql';
import type { DocumentNode, FieldDefinitionNode } from 'graphql';
import { print } from 'graphql';
import { argumentOf, selectedFields } from '../../../schema/compose/syntax.ts';
import { NO_AGENCIES } from '../../../schema/contract/parties.ts';
import { named, objectsOf } from './objects-of.ts';
import { problemAt } from './schema-problem.ts';
import type { SchemaProblem } from './schema-problem.ts';
import { SHARED_ENTITIES } from './shared-entities.ts';
import type { SharedEntity } from './shared-entities.ts';

/**
 * The contract of agencies: to what is shared an agency adds the one field that bears its code, and
 * nobody takes over what another subgraph answers. Court, audit and registry own what they share.
 *
 * @param entities which ones are shared
 */
export function checkContract(
  code: string,
  document: DocumentNode,
  entities: readonly SharedEntity[] = SHARED_ENTITIES,
): SchemaProblem[] {
  const shared = NO_AGENCIES.has(code)
    ? []
    : entities.flatMap((entity) => checkShared(code, document, entity));
  return [...shared, ...checkOverrides(code, document)];
}

function checkShared(code: string, document: DocumentNode, entity: SharedEntity): SchemaProblem[] {
  const types = objectsOf(document, entity.type);
  const fields = types.flatMap((node) => node.fields ?? []);
  const keys = types
    .flatMap(({ directives }) => named(directives, 'key'))
    .flatMap((key) => selectedFields(argumentOf(key, 'fields') ?? '__typename'));
  const isKey = (name: string) => entity.key.includes(name) && keys.includes(name);
  const others = fields.filter(({ name }) => name.value !== code && !isKey(name.value));
  const foreign = others.map((field) => {
    const place = `${entity.type}.${field.name.value}`;
    const message = `${place}: an agency adds to ${entity.type} the field ${code} and no other.`;
    return problemAt(code, 'FOREIGN_FIELD', message, field);
  });
  const own = fields.find(({ name }) => name.value === code);
  if (own) return [...foreign, ...checkReply(code, own, entity)];
  if (!entity.required) return foreign;
  const message = `An agency answers by the field ${entity.type}.${code}; the schema has none.`;
  return [...foreign, problemAt(code, 'REPLY_FIELD_MISSING', message, types[0])];
}

function checkReply(
  code: string,
  field: FieldDefinitionNode,
  { type, reply }: SharedEntity,
): SchemaProblem[] {
  if (reply === undefined) return [];
  const takes = (field.arguments ?? []).length > 0;
  if (print(field.type) === reply && !takes) return [];
  const message = `${type}.${code} is of type ${reply}, may be null and takes no argument.`;
  return [problemAt(code, 'REPLY_FIELD_DIFFERS', message, field)];
}

/** `@override` moves a field from whoever answers it, and with it what people ask and send. */
function checkOverrides(code: string, document: DocumentNode): SchemaProblem[] {
  const found: SchemaProblem[] = [];
  visit(document, {
    Directive(node) {
      const name = node.name.value.replace(/^federation__/u, '');
      if (!FORBIDDEN.has(name)) return;
      const message = `@${name} takes what another subgraph answers; no schema here may use it.`;
      found.push(problemAt(code, 'TAKES_OVER', message, node));
    },
  });
  return found;
}

const FORBIDDEN: ReadonlySet<string> = new Set(['override', 'interfaceObject', 'composeDirective']);

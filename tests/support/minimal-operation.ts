import { randomUUID } from 'node:crypto';
import { getNamedType, isEnumType, isInputObjectType, isLeafType, isListType } from 'graphql';
import { isNonNullType, isRequiredArgument } from 'graphql';
import type { GraphQLArgument, GraphQLInputType, GraphQLOutputType, GraphQLSchema } from 'graphql';
import { isInterfaceType, isObjectType } from 'graphql';
import { SOUND_SCHEMA } from './registry-inputs.ts';

/** One field of a root type, and the least one can ask of it. */
export type MinimalOperation = { field: string; query: string };

/** Well formed, and of nobody: what a text argument of this name may hold. */
const TEXTS: Readonly<Record<string, string>> = {
  caseNo: '（2026）浙0782民初99999999号',
  clerk: 'nobody.at.all',
  subject: 'nobody.at.all',
  reason: 'what a test may know',
  legalBasis: 'CPL art. 87',
  sought: 'sealed by nobody',
  ...SOUND_SCHEMA,
  source: 'police',
};
const DAY = '2026-11-20';
const [EARLIER, LATER] = [`${DAY}T08:00:00Z`, `${DAY}T09:00:00Z`];

/**
 * A document that asks for one root field with arguments that fit it and stand for nothing there is:
 * whoever may ask is told so, and nothing changes. Arguments are those that are required, and ids,
 * so that what may be narrowed is.
 *
 * @param operation such as `Query.case`
 * @throws Error when the schema has no such field, or an argument that this cannot fill
 */
export function minimalOperation(schema: GraphQLSchema, operation: string): MinimalOperation {
  const [root = '', field = ''] = operation.split('.');
  const type = schema.getType(root);
  const found = isObjectType(type) ? type.getFields()[field] : undefined;
  if (found === undefined) throw new Error(`The schema has no ${operation}`);
  const given = found.args
    .filter((one) => isRequiredArgument(one) || getNamedType(one.type).name === 'ID')
    .map((one) => `${one.name}: ${valueOf(one, one.type)}`);
  const asked = given.length > 0 ? `(${given.join(', ')})` : '';
  const query = `${root.toLowerCase()} { ${field}${asked}${selectionOf(found.type)} }`;
  return { field, query };
}

function valueOf(argument: GraphQLArgument, type: GraphQLInputType): string {
  if (isNonNullType(type)) return valueOf(argument, type.ofType);
  if (isListType(type)) return `[${valueOf(argument, type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) throw new Error(`${argument.name} takes more than one value`);
  if (type.name === 'ID') return JSON.stringify(randomUUID());
  if (type.name === 'Boolean') return 'true';
  if (type.name === 'Date') return JSON.stringify(DAY);
  if (type.name === 'DateTime') return JSON.stringify(argument.name === 'to' ? LATER : EARLIER);
  if (type.name === 'Float') return '0';
  const text = TEXTS[argument.name];
  if (text === undefined) throw new Error(`Nothing is known to fit the argument ${argument.name}`);
  return JSON.stringify(text);
}

/** The first field that takes no argument and holds a value, else the first that leads to one. */
function selectionOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (!isObjectType(named) && !isInterfaceType(named)) return '';
  const free = Object.values(named.getFields()).filter(({ args }) => args.length === 0);
  const leaf = free.find((one) => isLeafType(getNamedType(one.type)));
  if (leaf !== undefined) return ` { ${leaf.name} }`;
  const [first] = free;
  if (first === undefined) throw new Error(`${named.name} has no field without arguments`);
  return ` { ${first.name}${selectionOf(first.type)} }`;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { GraphQLArgument, GraphQLField, GraphQLInputType } from 'graphql';

/** One argument of one operation of the graph into which somebody can write what they like. */
export type TextInput = {
  /** Such as `Mutation.revealContact`. */
  operation: string;
  argument: string;
  /** `String`, `ID` or `Date`. */
  type: string;
  /** Asks with the text in a variable; all that is needed besides is sound. */
  inVariable(text: string): { query: string; variables: Record<string, unknown> };
  /** Asks with the text in the document itself. */
  inDocument(text: string): { query: string; variables: Record<string, unknown> };
};

/** What is written into an argument that is not the one in question, by its name. */
export type Sound = Record<string, unknown>;

const TEXTS = new Set(['String', 'ID', 'Date', 'DateTime']);
const CLIENT = join(import.meta.dirname, '..', '..', 'schema', 'generated', 'client.graphql');

/** Every text input of the graph, as the schema that clients get has them. */
export function textInputs(sound: Sound): TextInput[] {
  const schema = buildSchema(readFileSync(CLIENT, 'utf8'));
  const roots = [schema.getQueryType(), schema.getMutationType()];
  return roots.flatMap((root) =>
    Object.values(root?.getFields() ?? {}).flatMap((field) =>
      field.args
        .filter(({ type }) => TEXTS.has(getNamedType(type).name))
        .map((argument) => inputOf(root?.name ?? '', field, argument, sound)),
    ),
  );
}

function inputOf(
  root: string,
  field: GraphQLField<unknown, unknown>,
  argument: GraphQLArgument,
  sound: Sound,
): TextInput {
  const isMeant = (one: GraphQLArgument) => one.name === argument.name;
  const others = field.args.filter((one) => !isMeant(one) && isNeeded(one, field, argument));
  const variables = Object.fromEntries(others.map((one) => [one.name, soundValue(one, sound)]));
  const kind = root === 'Mutation' ? 'mutation' : 'query';
  const ask = (given: readonly GraphQLArgument[], literals: readonly string[] = []): string => {
    const declared = given.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
    const passed = [...given.map(({ name }) => `${name}: $${name}`), ...literals].join(', ');
    const head = declared === '' ? kind : `${kind} Inject(${declared})`;
    return `${head} { ${field.name}(${passed})${selectionOf(field)} }`;
  };
  return {
    ...{ operation: `${root}.${field.name}`, argument: argument.name },
    type: getNamedType(argument.type).name,
    inVariable: (text) => ({
      query: ask([...others, argument]),
      variables: { ...variables, [argument.name]: asListed(argument.type, text) },
    }),
    inDocument: (text) => {
      const literal = JSON.stringify(asListed(argument.type, text));
      return { query: ask(others, [`${argument.name}: ${literal}`]), variables };
    },
  };
}

/** Whether an operation cannot do without it; of a list and a case it takes one. */
function isNeeded(
  one: GraphQLArgument,
  { name }: GraphQLField<unknown, unknown>,
  meant: GraphQLArgument,
): boolean {
  if (name === 'assignClerk' && one.name === 'caseNo') return meant.name !== 'list';
  return isNonNullType(one.type) || one.name === 'first';
}

function soundValue({ name, type }: GraphQLArgument, sound: Sound): unknown {
  const named = getNamedType(type);
  const value = sound[name] ?? (isEnumType(named) ? named.getValues()[0]?.name : undefined);
  if (value === undefined) throw new Error(`There is no sound value for ${name}`);
  return asListed(type, value);
}

function asListed(type: GraphQLInputType, value: unknown): unknown {
  const inner = isNonNullType(type) ? type.ofType : type;
  return isListType(inner) && !Array.isArray(value) ? [value] : value;
}

/** Whatever makes the operation do all of what it does. */
function selectionOf({ type }: GraphQLField<unknown, unknown>): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (named.name !== 'Inquiry') return ' { __typename }';
  return ' { repairs { id } verifications { repairId } followUp { repairs { id } } }';
}

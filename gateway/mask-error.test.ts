import { GraphQLError, Kind, buildSchema, parse, validate } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { expect, test } from 'vitest';
import { maskError } from './mask-error.ts';

const SECRET = '欧阳小明';
const schema = buildSchema(`
  enum Kind { PHONE ADDRESS }
  input Filter { kinds: [Kind!], from: Int! }
  type Repair { id: ID! }
  type Query { repair(id: ID!): Repair, repairs(filter: Filter): [Repair!] }
`);

/** What a client is told of a document that does not fit. */
function told(document: string): string[] {
  return validate(schema, parse(document)).map((error) => {
    const coded = { ...error.toJSON(), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
    return maskError(coded, 'r1').message;
  });
}

test.each([
  ['{ repair { id } }', 'Field "repair" argument "id" of type "ID!" is required'],
  ['{ repair(id: 1) { id } repair(id: 2) { id } }', 'Fields "repair" conflict'],
  ['query A { __typename } query A { __typename }', 'only one operation named "A"'],
  ['{ __typename } query A { __typename }', 'This anonymous operation must be the only'],
  ['{ __typename } fragment F on Repair { id }', 'Fragment "F" is never used'],
  ['{ ...F } fragment F on Repair { id }', 'Fragment "F" cannot be spread here'],
  ['{ __typename @skip }', 'Directive "@skip" argument "if"'],
  ['{ repairs(filter: { form: 1, from: 1 }) { id } }', 'Field "form" is not defined'],
  ['{ repairs(filter: {}) { id } }', 'Field "Filter.from" of required type "Int!"'],
])('what does not fit is named: %s', (document, says) => {
  expect(told(document).join(' ')).toContain(says);
});

test.each([
  `{ repairs(filter: { kinds: [${SECRET.replace(/./gu, 'X')}], from: "${SECRET}" }) { id } }`,
  `{ repair(id: { a: "${SECRET}" }) { id } }`,
])('no value in a document is told back', (document) => {
  const [first, ...others] = told(document);
  expect([first, ...others].join(' ')).not.toContain(SECRET);
  expect(first).toBe('The document does not fit the graph.');
});

/** What a client is told of variables. */
function toldOf(variables: Record<string, unknown>) {
  const document = parse('query Q($id: ID!, $kind: Kind) { repair(id: $id) { id } }');
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError('no operation');
  const { variableDefinitions = [] } = operation;
  const { errors = [] } = getVariableValues(schema, variableDefinitions, variables);
  return errors.map((error) => {
    const coded = { ...error.toJSON(), extensions: { code: 'BAD_USER_INPUT' } };
    return maskError(coded, 'r1').message;
  });
}

test.each([
  [{}, 'id'],
  [{ id: null }, 'id'],
  [{ id: { name: SECRET } }, 'id'],
  [{ id: '1', kind: SECRET }, 'kind'],
])('a variable that does not fit is named, and not repeated (%j)', (variables, name) => {
  expect(toldOf(variables)).toEqual([`Variable "$${name}" is missing or does not fit its type.`]);
});

test('what a subgraph says of a variable is not believed', () => {
  const error = new GraphQLError(`Variable "$${'x'.repeat(20)}" got invalid value`);
  const of = { ...error.toJSON(), extensions: { code: 'BAD_USER_INPUT' } };
  const plain = 'A variable or an argument does not fit its type or its rule.';
  expect(maskError(of, 'r1').message).toBe(plain);
  const placed = { ...of, locations: [{ line: 1, column: 1 }], path: ['repair'] };
  expect(maskError(placed, 'r1').message).toBe(plain);
});

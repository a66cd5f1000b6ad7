import { Kind, buildSchema, parse, print } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';
import { expect, test } from 'vitest';
import type { Person } from '../../subgraphs/kit/people/person.ts';
import { createRuleEnforcer } from './enforce-rules.ts';

const schema = buildSchema(`
  type Query { open: String judged: String case: Case }
  type Case { id: ID note: String case: Case }
`);
const judges = { authenticated: false, scopes: [], policies: [['JUDGE']] };
const rules = new Map([
  ['Query.judged', [judges]],
  ['Case.note', [judges]],
]);
const clerk: Person = {
  ...{ subject: 'wang.shuji', roles: ['CLERK'], scopes: ['case:read', 'repair:run'] },
  ...{ boundTo: '', expiresAt: new Date(0) },
};

function asked(text: string) {
  const document = parse(text);
  const operation = document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) throw new Error('No operation');
  return { document, operation, schema };
}

test('what is executed holds no refused field, no fragment, and nothing of the document', () => {
  const text =
    'query A($y: Boolean!) { ...F open } fragment F on Query { j: judged @skip(if: $y) case { note id } }';
  const verdict = createRuleEnforcer(rules)(asked(text), clerk);
  const expected = `query A($y: Boolean!) {
    ... on Query { nulled_by_rule_j: __typename case { nulled_by_rule_note: __typename id } }
    open
  }`;
  const { document, hash } = verdict?.rewritten ?? {};
  expect(document && print(document)).toBe(print(parse(expected)));
  expect(hash).toMatch(/^[0-9a-f]{64}$/u);
});

test('where something of a client has the name, what stands in for null takes another', () => {
  const verdict = createRuleEnforcer(rules)(
    asked('{ nulled_by_rule_judged: open judged nulled_by_rule__: open }'),
    clerk,
  );
  expect(verdict?.rewritten?.prefix).toBe('nulled_by_rule___');
});

test('an operation is judged once for the same rights, whoever has them in whatever order', () => {
  const enforce = createRuleEnforcer(rules);
  const operation = asked('{ judged open }');
  const first = enforce(operation, clerk);
  const other = { ...clerk, subject: 'zhao', scopes: clerk.scopes.toReversed() };
  expect(enforce(operation, other)).toBe(first);
  expect(enforce(operation, { ...clerk, roles: ['CLERK', 'FRONTEND'] })).not.toBe(first);
  expect(enforce(operation, { ...clerk, roles: ['JUDGE'] })).toBeUndefined();
  expect(enforce(operation, undefined)?.refused).toEqual([
    { keys: ['judged'], name: 'Query.judged', code: 'UNAUTHENTICATED' },
  ]);
  expect(enforce(operation, clerk)).toBe(first);
});

test('fragments that spread the next one twice are not written out without end', () => {
  const levels = Array.from(
    { length: 40 },
    (_, at) => `fragment F${at} on Case { a: case { ...F${at + 1} } b: case { ...F${at + 1} } }`,
  );
  const text = `{ case { ...F0 } } ${levels.join(' ')} fragment F40 on Case { id }`;
  expect(() => createRuleEnforcer(rules)(asked(text), clerk)).toThrow(
    expect.objectContaining({
      extensions: { code: 'LIMIT_EXCEEDED', http: { status: 400 } },
    }),
  );
});

test('null that moves up past a root leaves nothing of the operation', () => {
  const sure = buildSchema('type Query { open: String sure: Case! } type Case { must: String! }');
  const enforce = createRuleEnforcer(new Map([['Case.must', [judges]]]));
  const verdict = enforce({ ...asked('{ open sure { must } }'), schema: sure }, clerk);
  expect(verdict).toMatchObject({ isNull: true, rewritten: undefined });
});

test('without rules nothing is looked at', () => {
  expect(createRuleEnforcer(new Map())(asked('{ unknown }'), undefined)).toBeUndefined();
});

import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { nonNullRoots } from './non-null-roots.ts';

const problems = (sdl: string) => nonNullRoots(parse(sdl), 'shops');

test('roots that may be null are no problem, whatever they hold may not be', () => {
  const sdl = `
    type Query { shop(code: ID!): Shop shops: [Shop!] }
    type Mutation { open(code: ID!): Shop }
    type Shop { code: ID! stalls: [Int!]! }`;
  expect(problems(sdl)).toEqual([]);
});

test.each([
  ['a query', 'type Query { shop: Int! }', 'Query.shop'],
  ['a list', 'type Query { shops: [Int]! }', 'Query.shops'],
  ['an extension', 'extend type Query { shop: Int! }', 'Query.shop'],
  ['a mutation', 'type Mutation { open: Int! }', 'Mutation.open'],
  ['a subscription', 'type Subscription { opened: Int! }', 'Subscription.opened'],
  ['a root of another name', 'schema { query: Root } type Root { shop: Int! }', 'Root.shop'],
  [
    'a root that an extension names',
    'extend schema { mutation: Does } extend type Does { open: Int! }',
    'Does.open',
  ],
])('%s that may not be null is one', (_, sdl, place) => {
  expect(problems(sdl)).toEqual([
    {
      ...{ code: 'NON_NULL_ROOT', subgraph: 'shops' },
      message: `${place}: a field at the root may be null, so that one which fails takes no other along`,
      ...{ line: 1, column: expect.any(Number) as number },
    },
  ]);
});

test('each of them is named with its place', () => {
  expect(problems('type Query {\n  a: Int!\n  b: Int\n  c: Int!\n}')).toMatchObject([
    { line: 2, column: 3 },
    { line: 4, column: 3 },
  ]);
});

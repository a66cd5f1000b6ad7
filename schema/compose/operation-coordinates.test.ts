import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { operationCoordinates } from './operation-coordinates.ts';

const schema = buildSchema(`
  type Query { shop(no: ID!, filter: Filter): Shop shops: [Shop!]! }
  type Shop { no: ID! state: State rent(at: Int): Int }
  enum State { OPEN CLOSED }
  input Filter { state: State, inner: Inner }
  input Inner { floor: Int }
`);

const used = (document: string) => operationCoordinates(schema, parse(document));

test('fields, the arguments that are given, and the types on both ends are what is used', () => {
  expect(used('{ anything: shop(no: "not told") { state } }')).toEqual([
    ...['ID', 'Query', 'Query.shop', 'Query.shop.no', 'Shop', 'Shop.state', 'State'],
  ]);
});

test('what a fragment selects is used, and what a variable may hold', () => {
  const coordinates = used(`
    query Named($filter: Filter) { shop(no: "1", filter: $filter) { ...Some } }
    fragment Some on Shop { rent(at: 3) }
  `);
  expect(coordinates).toEqual(
    expect.arrayContaining(['Filter', 'Inner', 'State', 'Shop.rent.at', 'Query.shop.filter']),
  );
});

test('introspection uses nothing, and no name or value of the client is told', () => {
  expect(used('{ __typename __schema { types { name } } }')).toEqual([]);
  expect(used('query zhangsan { lisi: shops { no @include(if: true) } }')).toEqual([
    ...['Boolean', 'ID', 'Query', 'Query.shops', 'Shop', 'Shop.no'],
  ]);
});

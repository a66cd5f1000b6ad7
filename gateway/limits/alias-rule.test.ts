import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeSupergraph } from '../../schema/compose/compose-supergraph.ts';
import { silenceApollo } from '../config.ts';
import { maskError } from '../mask-error.ts';
import { startToySubgraph } from '../toys/toy-server.ts';
import type { ToyServer } from '../toys/toy-server.ts';
import { aliasRule } from './alias-rule.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@shareable", "@external", "@requires", "@inaccessible"])`;

const SHOPS = `${link}
type Query { shop: Shop holder: Holder anything: Anything }
interface Holder { label: String }
union Anything = Shop | Stall
type Shop implements Holder @key(fields: "code") {
  code: ID! label: String other: ID! size: Size! hidden: ID! @inaccessible
}
type Size @shareable { width: Int! height: Int! depth: Int! }
type Stall @key(fields: "place { row seat }") { place: Place! label: String other: ID! }
type Place @shareable { row: ID! seat: ID! }
`;

const PRICES = `${link}
type Shop @key(fields: "code") {
  code: ID!
  size: Size! @external
  hidden: ID! @external
  rent: String @requires(fields: "size { width height } hidden")
  sent: String
}
type Size @shareable { width: Int! height: Int! depth: Int! }
type Stall @key(fields: "place { row seat }") { place: Place! sent: String }
type Place @shareable { row: ID! seat: ID! }
`;

const shop = {
  __typename: 'Shop',
  ...{ code: 'code', label: 'label', other: 'other', hidden: 'hidden' },
  size: { width: 1, height: 2, depth: 3 },
};
const started: { servers: ToyServer[]; gates: ApolloServer[] } = { servers: [], gates: [] };

beforeAll(async () => {
  // a gateway made without this asks the cloud where it is, and sends what it measures to Apollo
  silenceApollo();
  const seen = (representation: object) => ({
    ...representation,
    sent: JSON.stringify(representation),
    rent: JSON.stringify(representation),
  });
  const resolvable = { __resolveReference: seen };
  const shops = await startToySubgraph(SHOPS, {
    Query: { shop: () => shop, holder: () => shop, anything: () => shop },
    Shop: { __resolveReference: () => shop },
  });
  const prices = await startToySubgraph(PRICES, { Shop: resolvable, Stall: resolvable });
  started.servers.push(shops, prices);
  const composition = composeSupergraph([
    { code: 'shops', sdl: SHOPS, url: shops.url },
    { code: 'prices', sdl: PRICES, url: prices.url },
  ]);
  if (composition.errors) throw new Error(JSON.stringify(composition.errors));
  const { supergraphSdl } = composition;
  for (const validationRules of [[], [aliasRule(supergraphSdl)]]) {
    const gate = new ApolloServer({
      gateway: new ApolloGateway({ supergraphSdl }),
      ...{ nodeEnv: 'production', stopOnTerminationSignals: false, validationRules },
      formatError: (formatted) => maskError(formatted, 'request'),
    });
    await gate.start();
    started.gates.push(gate);
  }
});

afterAll(async () => {
  await Promise.all(started.gates.map((gate) => gate.stop()));
  await Promise.all(started.servers.map((server) => server.stop()));
});

async function ask(gate: ApolloServer | undefined, query: string) {
  if (!gate) throw new Error('The gateways did not start');
  const { body } = await gate.executeOperation({ query });
  if (body.kind !== 'single') throw new Error('An answer in parts');
  const { data, errors = [] } = body.singleResult;
  return { data, codes: errors.map(({ extensions }) => extensions?.['code']) };
}
const unguarded = (query: string) => ask(started.gates[0], query);
const guarded = (query: string) => ask(started.gates[1], query);

test('without the rule, an alias sends another subgraph a wrong value and nobody says a word', async () => {
  const { data, codes } = await unguarded('{ shop { hidden: label size { width: depth } rent } }');
  expect(codes).toEqual([]);
  expect(data?.['shop']).toMatchObject({
    // the hidden field is "hidden", the width is 1
    rent: JSON.stringify({
      __typename: 'Shop',
      code: 'code',
      size: { width: 3, height: 2 },
      hidden: 'label',
    }),
  });
});

test('without the rule, an alias of a key is answered with the key', async () => {
  const { data, codes } = await unguarded('{ shop { code: other sent } }');
  expect(codes).toEqual([]);
  expect(data?.['shop']).toMatchObject({ code: 'code' });
});

test('the same alias is refused, and asks no subgraph', async () => {
  const before = started.servers.map(({ asked }) => asked.length);
  expect(await guarded('{ shop { code: other sent } }')).toEqual({
    data: undefined,
    codes: ['ALIAS_NOT_ALLOWED'],
  });
  expect(started.servers.map(({ asked }) => asked.length)).toEqual(before);
});

test.each([
  ['a key', '{ shop { code: label } }'],
  ['a part of a compound key', '{ anything { ... on Stall { place { row: seat } } } }'],
  ['the field that a compound key is in', '{ anything { ... on Stall { place: label } } }'],
  ['a required field', '{ shop { size: label rent } }'],
  ['a field within a required one', '{ shop { size { width: depth } rent } }'],
  ['a required field that clients do not see', '{ shop { hidden: label rent } }'],
  ['a key of a type behind an interface', '{ holder { code: label ... on Shop { sent } } }'],
  ['a key of a type within a union', '{ anything { code: __typename } }'],
  ['a key, in a fragment', '{ shop { ...F } } fragment F on Holder { code: label }'],
  ['a key, in an inline fragment', '{ shop { ... @include(if: true) { code: label } } }'],
  ['__typename', '{ shop { __typename: label } }'],
  ['any other name of GraphQL itself', '{ shop { __type: label } }'],
])('no alias takes the name of %s', async (_, query) => {
  expect((await guarded(query)).codes).toEqual(['ALIAS_NOT_ALLOWED']);
});

test('an alias that takes no such name is as good as any', async () => {
  const query = `{
    code: shop { code: code name: label label: other size { deep: depth width } kind: __typename sent }
  }`;
  expect(await guarded(query)).toEqual({
    data: {
      code: {
        ...{ code: 'code', name: 'label', label: 'other', kind: 'Shop' },
        size: { deep: 3, width: 1 },
        sent: JSON.stringify({ __typename: 'Shop', code: 'code' }),
      },
    },
    codes: [],
  });
});

test('a renamed key or requirement still reaches the other subgraph under its own name', async () => {
  const { data, codes } = await guarded(
    '{ shop { mine: code extent: size { w: width } rent sent } }',
  );
  expect(codes).toEqual([]);
  expect(data?.['shop']).toMatchObject({
    mine: 'code',
    extent: { w: 1 },
    sent: expect.stringContaining('"code":"code"') as string,
    rent: JSON.stringify({
      __typename: 'Shop',
      code: 'code',
      size: { width: 1, height: 2 },
      hidden: 'hidden',
    }),
  });
});

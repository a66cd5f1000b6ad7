import { ApolloServer } from '@apollo/server';
import { expect, test } from 'vitest';
import { maskError } from '../mask-error.ts';
import { limitRules } from './limit-rules.ts';
import { DEFAULT_LIMITS, parseLimits } from './limits.ts';
import type { Limits } from './limits.ts';

const typeDefs = /* GraphQL */ `
  type Query {
    node: Node
    nodes(first: Int, last: Int, after: String): Page
  }
  type Mutation {
    touch(reason: String, ids: [ID!]): Node
  }
  type Page {
    edges: [Edge!]
  }
  type Edge {
    node: Node
  }
  type Node {
    id: ID
    name(as: String): String
    parent: Node
    children(first: Int): Page
  }
`;

/** What a client is told by a real Apollo Server under these limits. */
async function ask(query: string, limits: Partial<Limits> = {}, variables = {}) {
  const all = { ...DEFAULT_LIMITS, ...limits };
  const server = new ApolloServer({
    typeDefs,
    nodeEnv: 'production',
    introspection: true,
    stopOnTerminationSignals: false,
    parseOptions: parseLimits(all),
    validationRules: limitRules(all),
    formatError: (formatted) => maskError(formatted, 'request'),
  });
  const { body, http } = await server.executeOperation({ query, variables });
  await server.stop();
  if (body.kind !== 'single') throw new Error('An answer in parts');
  const { errors = [] } = body.singleResult;
  const told = errors.map(({ extensions: { code, limit } = {} }) => [code, limit]);
  return { status: http.status, told, text: JSON.stringify(body.singleResult) };
}

const nested = (levels: number) => `${'{ parent '.repeat(levels)}{ id }${' }'.repeat(levels)}`;
const refused = (limit: string) => [['LIMIT_EXCEEDED', limit]];

test('a document within every limit is answered', async () => {
  const { told, status } = await ask(
    '{ a: node { id } nodes(first: 2) { edges { node { id } } } }',
  );
  expect([told, status]).toEqual([[], undefined]);
});

test('a refusal is an HTTP 400 that says which limit and repeats nothing of the document', async () => {
  const { status, text, told } = await ask('{ secret: node { id } }', { aliases: 0 });
  expect([status, told]).toEqual([400, refused('aliases')]);
  expect(text).not.toContain('secret');
  expect(JSON.parse(text)).toEqual({
    errors: [
      {
        message: 'The document is larger or deeper than this graph answers.',
        extensions: { code: 'LIMIT_EXCEEDED', limit: 'aliases', requestId: 'request' },
      },
    ],
  });
});

test('depth counts levels of fields, with and without fragments', async () => {
  // node, parents, id
  const within = `{ node ${nested(DEFAULT_LIMITS.depth - 2)} }`;
  const beyond = `{ node ${nested(DEFAULT_LIMITS.depth - 1)} }`;
  expect((await ask(within)).told).toEqual([]);
  expect((await ask(beyond)).told).toEqual(refused('depth'));
  const spread = (levels: number) =>
    `{ node { parent { ...Deep } } } fragment Deep on Node ${nested(levels)}`;
  expect((await ask(spread(DEFAULT_LIMITS.depth - 3))).told).toEqual([]);
  expect((await ask(spread(DEFAULT_LIMITS.depth - 2))).told).toEqual(refused('depth'));
});

test('aliases count, those of __typename and those in fragments included', async () => {
  const many = (field: string) =>
    Array.from({ length: DEFAULT_LIMITS.aliases + 1 }, (_, at) => `a${at}: ${field}`).join(' ');
  expect((await ask(`{ node { ${many('id')} } }`)).told).toEqual(refused('aliases'));
  expect((await ask(`{ node { ${many('__typename')} } }`)).told).toEqual(refused('aliases'));
  const twice = `{ node { ...Named parent { ...Named } } } fragment Named on Node { a: id b: id }`;
  expect((await ask(twice, { aliases: 4 })).told).toEqual([]);
  expect((await ask(twice, { aliases: 3 })).told).toEqual(refused('aliases'));
});

test('ten thousand aliases are too many tokens, and are not read to the end', async () => {
  const aliases = Array.from({ length: 10_000 }, (_, at) => `a${at}: id`).join(' ');
  // would not parse: nobody gets that far
  const { told, status } = await ask(`{ node { ${aliases} } } {{{{`);
  expect([told, status]).toEqual([refused('tokens'), 400]);
});

test('directives count, those of fragments included', async () => {
  const marks = '@skip(if: false) @include(if: true)';
  const one = `{ node ${marks} { id ${marks} ...Named ${marks} } } fragment Named on Node { name ${marks} }`;
  expect((await ask(one, { directives: 8 })).told).toEqual([]);
  expect((await ask(one, { directives: 7 })).told).toEqual(refused('directives'));
});

test('tokens count, wherever they stand', async () => {
  const ids = Array.from({ length: 2000 }, (_, at) => `"${at}"`).join(' ');
  const written = `mutation { touch(ids: [${ids}]) { id } }`;
  expect((await ask(written)).told).toEqual(refused('tokens'));
  const asVariable = 'mutation Touch($ids: [ID!]) { touch(ids: $ids) { id } }';
  const variables = { ids: Array.from({ length: 1000 }, String) };
  expect((await ask(asVariable, {}, variables)).told).toEqual([]);
});

test('the cost of a page is that of every place on it', async () => {
  const page = (size: string) => `{ nodes(${size}) { edges { node { id } } } }`;
  // edges, node and id once for each place, and nodes
  expect((await ask(page('first: 10'), { cost: 31 })).told).toEqual([]);
  expect((await ask(page('first: 10'), { cost: 30 })).told).toEqual(refused('cost'));
  expect((await ask(page('first: 1, last: 10'), { cost: 30 })).told).toEqual(refused('cost'));
});

test('a page whose size is a variable or not said costs as much as the largest', async () => {
  const fields = '{ edges { node { id } } }';
  const one = `query One($first: Int) { nodes(first: $first) ${fields} }`;
  expect((await ask(one, { cost: 3001 }, { first: 1 })).told).toEqual([]);
  expect((await ask(one, { cost: 3000 }, { first: 1 })).told).toEqual(refused('cost'));
  expect((await ask(`{ nodes ${fields} }`, { cost: 3000 })).told).toEqual(refused('cost'));
});

test('pages within pages multiply, in fragments too', async () => {
  const inner = 'children(first: 1000) { edges { node { id } } }';
  const outer = `{ nodes(first: 1000) { edges { node { ...Family ... { ... on Node { id } } } } } }`;
  const document = `${outer} fragment Family on Node { ${inner} }`;
  expect((await ask(document)).told).toEqual(refused('cost'));
  expect((await ask(document, { cost: 1000 * 3005 })).told).toEqual([]);
});

test('root fields of a mutation count, in fragments too', async () => {
  const roots = (count: number) =>
    Array.from({ length: count }, (_, at) => `m${at}: touch { id }`).join(' ');
  expect((await ask(`mutation { ${roots(5)} }`)).told).toEqual([]);
  expect((await ask(`mutation { ${roots(6)} }`)).told).toEqual(refused('mutations'));
  const spread = `mutation { ${roots(3)} ...More ... { ...More } }
    fragment More on Mutation { x: touch { id } y: touch { id } }`;
  expect((await ask(spread)).told).toEqual(refused('mutations'));
  const query = Array.from({ length: 6 }, (_, at) => `q${at}: node { id }`).join(' ');
  expect((await ask(`{ ${query} }`)).told).toEqual([]);
});

test('circular fragments are refused, not followed', async () => {
  const circles = [
    '{ node { ...A } } fragment A on Node { parent { ...A } }',
    '{ node { ...A } } fragment A on Node { parent { ...B } } fragment B on Node { parent { ...A ...B } }',
    'mutation { ...A } fragment A on Mutation { touch { id } ...A }',
  ];
  for (const circle of circles) {
    const { told, status } = await ask(circle);
    expect(status).toBe(400);
    expect(told.length).toBeGreaterThan(0);
    expect(new Set(told.map(([code]) => code))).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
  }
});

test('fragments that spread the next one twice are counted without being written out', async () => {
  const levels = 100;
  const fragments = Array.from(
    { length: levels },
    (_, at) => `fragment F${at} on Node { ...F${at + 1} ...F${at + 1} }`,
  );
  const document = `{ node { ...F0 } } ${fragments.join('\n')} fragment F${levels} on Node { id }`;
  expect((await ask(document)).told).toEqual(refused('cost'));
});

test('values nested a thousand deep are refused, and the next document is answered', async () => {
  const value = `${'['.repeat(990)}${']'.repeat(990)}`;
  const { status, text } = await ask(`mutation { touch(ids: ${value}) { id } }`);
  expect([status, text.includes('[[')]).toEqual([400, false]);
  expect((await ask('{ node { id } }')).told).toEqual([]);
});

test('introspection as tools send it fits, and circles through the schema do not', async () => {
  const { getIntrospectionQuery } = await import('graphql');
  expect((await ask(getIntrospectionQuery())).told).toEqual([]);
  const circle = '{ fields { type '.repeat(4);
  const { told } = await ask(`{ __schema { types ${circle} { name } ${'} }'.repeat(4)} } }`);
  expect(told).toContainEqual(['GRAPHQL_VALIDATION_FAILED', undefined]);
});

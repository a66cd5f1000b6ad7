import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { composeSupergraph } from './compose-supergraph.ts';
import { agencySdl, courtSdl } from './toy-graphs.ts';

const sources = (sdls: Record<string, string>) =>
  Object.entries(sdls).map(([code, sdl]) => ({ code, sdl }));

const errorsOf = (sdls: Record<string, string>) => composeSupergraph(sources(sdls)).errors;

const composed = (sdls: Record<string, string>) => {
  const result = composeSupergraph(sources(sdls));
  if (result.errors) throw new Error(JSON.stringify(result.errors));
  return result;
};

test('an owner and its agencies become one supergraph that requires every reply', () => {
  const { supergraphSdl } = composed({ court: courtSdl(), police: agencySdl('police') });
  expect(supergraphSdl).toContain(
    '@join__field(graph: COURT, requires: "police { status sealed }")',
  );
  expect(supergraphSdl).toContain('url: "http://police.invalid/graphql"');
});

test('the order in which subgraphs are listed does not matter', () => {
  const one = composed({ court: courtSdl(), police: agencySdl('police'), mall: agencySdl('mall') });
  const other = composed({
    mall: agencySdl('mall'),
    police: agencySdl('police'),
    court: courtSdl(),
  });
  expect(other).toEqual(one);
});

test('the owner composes alone, before any agency joined', () => {
  expect(composed({ court: courtSdl() }).supergraphSdl).not.toContain('requires: "');
});

test('clients see neither what is inaccessible nor the subgraphs', () => {
  const { clientSdl } = composed({ court: courtSdl(), police: agencySdl('police') });
  const inquiry = buildSchema(clientSdl).getType('Inquiry');
  expect(String(inquiry)).toBe('Inquiry');
  expect(clientSdl).not.toMatch(/envelope|sealed|join__|invalid|merges|@/u);
  expect(clientSdl).toContain('police: AgencyReply');
});

test('a given URL is the routing URL', () => {
  const result = composeSupergraph([
    { code: 'court', sdl: courtSdl(), url: 'http://court.example/graphql' },
  ]);
  expect(result).toMatchObject({
    supergraphSdl: expect.stringContaining('url: "http://court.example/graphql"') as string,
  });
});

test('a root that may not be null is refused, of the owner and of an agency', () => {
  const owner = courtSdl().replace('ping: Boolean', 'ping: Boolean!');
  const agency = agencySdl('police', undefined, 'type Query { ours: [Int!]! }');
  expect(errorsOf({ court: owner, police: agency })).toMatchObject([
    {
      code: 'NON_NULL_ROOT',
      subgraph: 'court',
      message: expect.stringMatching('Query.ping') as string,
    },
    {
      code: 'NON_NULL_ROOT',
      subgraph: 'police',
      message: expect.stringMatching('Query.ours') as string,
    },
  ]);
});

test('SDL that does not parse is named with its subgraph and line', () => {
  const errors = errorsOf({ court: courtSdl(), police: 'type Query {\n  broken: \n}' });
  expect(errors).toEqual([
    {
      code: 'INVALID_GRAPHQL',
      message: expect.stringContaining('Syntax Error') as string,
      subgraph: 'police',
      line: 3,
      column: 1,
    },
  ]);
});

test('a type that is not defined is named with its subgraph and line', () => {
  const police = agencySdl('police', 'police: AgencyReply\n lost: Nowhere');
  const line = police.split('\n').findIndex((text) => text.includes('Nowhere')) + 1;
  expect(errorsOf({ court: courtSdl(), police })).toMatchObject([
    { code: 'INVALID_GRAPHQL', subgraph: 'police', line },
  ]);
});

test('lines of a completed owner are those of its own SDL', () => {
  const court = `${courtSdl()}\ntype Lost { found: Nowhere }`;
  const line = court.split('\n').length;
  expect(errorsOf({ court, police: agencySdl('police') })).toMatchObject([
    { subgraph: 'court', line },
  ]);
});

test('two subgraphs that add the same field are refused', () => {
  const sdls = { court: courtSdl(), north: agencySdl('police'), south: agencySdl('police') };
  expect(errorsOf(sdls)).toMatchObject([{ code: 'INVALID_FIELD_SHARING' }]);
});

test('a code that occurs twice is refused', () => {
  const twice = [...sources({ court: courtSdl() }), ...sources({ court: courtSdl() })];
  expect(composeSupergraph(twice).errors).toMatchObject([
    { code: 'DUPLICATE_SUBGRAPH', subgraph: 'court' },
  ]);
});

test('a mark whose selection is no selection is an error, not a crash', () => {
  expect(errorsOf({ court: courtSdl('status {'), police: agencySdl('police') })).toMatchObject([
    { code: 'INVALID_GRAPHQL' },
  ]);
});

test.each(['police(detail: Boolean!): AgencyReply', 'police(detail: Boolean = true): AgencyReply'])(
  'a contributed field that takes arguments is an error of the owner: %s',
  (field) => {
    const police = agencySdl('police', field);
    const lines = courtSdl().split('\n');
    expect(errorsOf({ court: courtSdl(), police })).toEqual(
      ['repairs', 'followUp'].map((name) => ({
        code: 'ARGUMENTS_IN_SELECTION',
        message: `Inquiry.${name}: @requires selects Inquiry.police, which takes arguments`,
        subgraph: 'court',
        line: lines.findIndex((text) => text.trim().startsWith(name)) + 1,
        column: 3,
      })),
    );
  },
);

test('what a selection of merging says of arguments is an error of the owner', () => {
  const court = courtSdl('status sealed(as: "jwe")').replace(
    'sealed: String',
    'sealed(as: String): String',
  );
  expect(errorsOf({ court, police: agencySdl('police') })).toMatchObject([
    { code: 'ARGUMENTS_IN_SELECTION', subgraph: 'court' },
    { code: 'ARGUMENTS_IN_SELECTION', subgraph: 'court' },
  ]);
});

test('no subgraph at all is an error', () => {
  expect(composeSupergraph([]).errors).toHaveLength(1);
});

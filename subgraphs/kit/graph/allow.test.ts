import { printSubgraphSchema } from '@apollo/subgraph';
import { graphql } from 'graphql';
import { expect, test } from 'vitest';
import { composeSupergraph } from '../../../schema/compose/compose-supergraph.ts';
import type { Role, Scope } from '../../../schema/contract/roles.ts';
import type { Caller } from '../people/person.ts';
import { allow } from './allow.ts';
import type { AskedContext } from './create-builder.ts';
import { createBuilder } from './create-builder.ts';

const resolved: string[] = [];

/** A graph with one field of each kind of rule, on the root, on an entity and in a connection. */
function guardedGraph() {
  const builder = createBuilder<AskedContext>();
  const said = (name: string) => {
    resolved.push(name);
    return name;
  };
  const Case = builder.objectRef<{ id: string }>('Case').implement({
    fields: (t) => ({
      id: t.exposeID('id'),
      secret: t.string({
        ...allow({ roles: ['JUDGE'], scope: 'case:decide' }),
        nullable: true,
        resolve: () => said('secret'),
      }),
    }),
  });
  builder.asEntity(Case, {
    key: builder.selection<{ id: string }>('id'),
    resolveReference: ({ id }) => ({ id }),
  });
  builder.queryFields((t) => ({
    open: t.string({ nullable: true, resolve: () => said('open') }),
    me: t.string({ ...allow({}), nullable: true, resolve: () => said('me') }),
    stall: t.string({
      ...allow({ scope: 'register:read' }),
      nullable: true,
      resolve: () => said('stall'),
    }),
    case: t.field({
      ...allow({ roles: ['CLERK', 'JUDGE'], scope: 'case:read' }),
      ...{ type: Case, nullable: true, resolve: () => ({ id: said('case') }) },
    }),
    cases: t.connection({
      ...allow({ roles: ['CLERK'], scope: 'case:read' }),
      type: Case,
      nullable: true,
      resolve: () => {
        said('cases');
        const pageInfo = { hasNextPage: false, hasPreviousPage: false };
        return { pageInfo: { ...pageInfo, startCursor: null, endCursor: null }, edges: [] };
      },
    }),
  }));
  return builder.toSubGraphSchema({});
}

const schema = guardedGraph();

function caller(roles?: readonly Role[], scopes: readonly Scope[] = []): Caller {
  const person = { subject: 's', roles: roles ?? [], scopes, boundTo: '', expiresAt: new Date(0) };
  return {
    ...{ person: roles === undefined ? undefined : person, requestId: 'r1' },
    ...{ key: undefined, proofId: undefined },
  };
}

async function ask(source: string, who: Caller) {
  resolved.length = 0;
  const { data, errors } = await graphql({ schema, source, contextValue: { caller: who } });
  const refused = errors?.map(({ path, extensions }) => [path?.join('.'), extensions['code']]);
  return { data, refused, resolved: [...resolved] };
}

const ALL = '{ open me stall case { id secret } cases { edges { cursor } } }';

test('nobody gets what is open, and is asked to sign in for the rest; nothing of it is resolved', async () => {
  expect(await ask(ALL, caller())).toMatchObject({
    data: { open: 'open', me: null, stall: null, case: null, cases: null },
    refused: ['me', 'stall', 'case', 'cases'].map((path) => [path, 'UNAUTHENTICATED']),
    resolved: ['open'],
  });
});

test('a role and a scope are both needed, and a field inside is guarded by itself', async () => {
  const clerk = await ask(ALL, caller(['CLERK'], ['case:read', 'case:decide']));
  expect(clerk.refused).toStrictEqual([
    ['stall', 'FORBIDDEN'],
    ['case.secret', 'FORBIDDEN'],
  ]);
  expect(clerk.resolved.toSorted()).toStrictEqual(['case', 'cases', 'me', 'open']);
  const judge = await ask(ALL, caller(['JUDGE'], ['case:read', 'case:decide', 'register:read']));
  expect(judge.refused).toStrictEqual([['cases', 'FORBIDDEN']]);
  expect(judge.data?.['case']).toMatchObject({ id: 'case', secret: 'secret' });
});

test('a scope without the role, and a role without the scope, are refused', async () => {
  const scoped = await ask('{ case { id } }', caller(['FRONTEND'], ['case:read']));
  expect(scoped).toMatchObject({ refused: [['case', 'FORBIDDEN']], resolved: [] });
  const unscoped = await ask('{ case { id } }', caller(['CLERK'], ['register:read']));
  expect(unscoped).toMatchObject({ refused: [['case', 'FORBIDDEN']], resolved: [] });
});

test('an alias, a fragment and an entity reached directly are guarded alike', async () => {
  const query = `{
    a: case { ...Inside } b: stall
    _entities(representations: [{ __typename: "Case", id: "1" }]) { ...Inside }
  }
  fragment Inside on Case { x: secret }`;
  const clerk = await ask(query, caller(['CLERK'], ['case:read']));
  expect(clerk.refused?.toSorted()).toStrictEqual([
    ['_entities.0.x', 'FORBIDDEN'],
    ['a.x', 'FORBIDDEN'],
    ['b', 'FORBIDDEN'],
  ]);
  expect(clerk.resolved).toStrictEqual(['case']);
});

test('who may is asked anew for each request', async () => {
  const judge = await ask('{ me }', caller(['JUDGE']));
  expect(judge.data).toMatchObject({ me: 'me' });
  expect((await ask('{ me }', caller())).refused).toStrictEqual([['me', 'UNAUTHENTICATED']]);
});

test('the rules stand in the SDL as federation directives, imported and composable', () => {
  const sdl = printSubgraphSchema(schema);
  expect(sdl).toMatch(
    /import: \["@authenticated", "@key", "@policy", "@requiresScopes"(?:, "@shareable")?\]/u,
  );
  expect(sdl).toMatch(/ me: String @authenticated\n/u);
  expect(sdl).toMatch(
    / stall: String @authenticated @requiresScopes\(scopes: \[\["register:read"\]\]\)\n/u,
  );
  expect(sdl).toMatch(
    / case: Case @authenticated @requiresScopes\(scopes: \[\["case:read"\]\]\) @policy\(policies: \[\["CLERK"\], \["JUDGE"\]\]\)\n/u,
  );
  const composed = composeSupergraph([{ code: 'court', sdl }]);
  if (composed.errors) throw new Error(JSON.stringify(composed.errors));
  const { supergraphSdl, clientSdl } = composed;
  for (const feature of ['authenticated', 'requiresScopes', 'policy']) {
    expect(supergraphSdl).toMatch(
      new RegExp(`@link\\(url: "https://specs.apollo.dev/${feature}/v0.1", for: SECURITY\\)`, 'u'),
    );
  }
  expect(supergraphSdl).toMatch(
    / secret: String @authenticated @requiresScopes\(scopes: \[\["case:decide"\]\]\) @policy\(policies: \[\["JUDGE"\]\]\)/u,
  );
  expect(clientSdl).not.toContain('@policy');
});

test('two subgraphs that guard fields of their own compose', () => {
  const agency = printSubgraphSchema(agencyGraph());
  const court = printSubgraphSchema(schema);
  const composed = composeSupergraph([
    { code: 'court', sdl: court },
    { code: 'mall', sdl: agency },
  ]);
  expect(composed.errors).toBeUndefined();
});

function agencyGraph() {
  const builder = createBuilder<AskedContext>();
  builder.queryField('booth', (t) =>
    t.string({ ...allow({ scope: 'register:read' }), nullable: true, resolve: () => null }),
  );
  return builder.toSubGraphSchema({});
}

import { expect, test } from 'vitest';
import { ROLES } from '../contract/roles.ts';
import { composeSupergraph } from './compose-supergraph.ts';
import { rightsOf } from './rights.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.6",
  import: ["@key", "@shareable", "@authenticated", "@requiresScopes", "@policy"])`;

function rights(sdl: string) {
  const composition = composeSupergraph([{ code: 'court', sdl: `${LINK} ${sdl}` }]);
  if (composition.errors) throw new Error(JSON.stringify(composition.errors));
  return rightsOf(composition.supergraphSdl);
}

const CASE_READ = '@requiresScopes(scopes: [["case:read"]])';

test('every root field is there once, queries before mutations', () => {
  const sdl = 'type Query { b: Int a: Int } type Mutation { d: Int c: Int }';
  expect(rights(sdl).map(({ operation }) => operation)).toEqual([
    ...['Query.a', 'Query.b', 'Mutation.c', 'Mutation.d'],
  ]);
});

test('a field without a rule is for all, the others for who has signed in', () => {
  const sdl = 'type Query { open: Int me: Int @authenticated }';
  expect(rights(sdl)).toEqual([
    { operation: 'Query.me', anonymous: false, roles: [...ROLES], scopes: [] },
    { operation: 'Query.open', anonymous: true, roles: [...ROLES], scopes: [] },
  ]);
});

test('a scope is for the roles that have it, a policy for the roles it names', () => {
  const sdl = `type Query {
    either: Int @policy(policies: [["CLERK"], ["ADMINISTRATOR"]])
    both: Int @policy(policies: [["CLERK", "JUDGE"]])
    read: Int ${CASE_READ}
    run: Int @authenticated @requiresScopes(scopes: [["repair:run"]]) @policy(policies: [["JUDGE"]])
    other: Int @requiresScopes(scopes: [["case:decide"], ["repair:run", "case:read"]])
  }`;
  expect(Object.fromEntries(rights(sdl).map(({ operation, roles }) => [operation, roles]))).toEqual(
    {
      'Query.either': ['CLERK', 'ADMINISTRATOR'],
      // no account need be refused for holding both; a role alone does not
      'Query.both': [],
      'Query.read': ['CLERK', 'JUDGE'],
      'Query.run': [],
      'Query.other': ['CLERK', 'JUDGE'],
    },
  );
});

test('rules on what a field gives count as well', () => {
  const sdl = `
    type Query { one: Kept all: [Kept!] any: Any }
    type Kept ${CASE_READ} { id: ID }
    type Other @policy(policies: [["JUDGE"]]) { id: ID }
    union Any = Kept | Other`;
  expect(rights(sdl)).toEqual([
    {
      operation: 'Query.all',
      ...{ anonymous: false, roles: ['CLERK', 'JUDGE'], scopes: [['case:read']] },
    },
    { operation: 'Query.any', anonymous: false, roles: ['JUDGE'], scopes: [['case:read']] },
    {
      operation: 'Query.one',
      ...{ anonymous: false, roles: ['CLERK', 'JUDGE'], scopes: [['case:read']] },
    },
  ]);
});

test('scopes that several rules ask for must all be there, each told once', () => {
  const scoped = (...names: string[]) =>
    `@requiresScopes(scopes: [${names.map((name) => `["${name}"]`).join(' ')}])`;
  const sdl = `
    type Query { a: Kept ${scoped('case:read')} b: Kept ${scoped('case:decide', 'repair:run')} }
    type Kept ${scoped('case:read')} { id: ID }`;
  expect(rights(sdl).map(({ scopes, roles }) => [scopes, roles])).toEqual([
    [[['case:read']], ['CLERK', 'JUDGE']],
    [
      [
        ['case:decide', 'case:read'],
        ['case:read', 'repair:run'],
      ],
      ['CLERK', 'JUDGE'],
    ],
  ]);
});

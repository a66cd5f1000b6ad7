import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { selectedArguments } from './selected-arguments.ts';

const problems = (sdl: string) => selectedArguments(parse(sdl), 'shops');

test('selections of plain fields are no problem, whatever other fields take', () => {
  const sdl = `
    type Shop @key(fields: "code place { row }") {
      code: ID!
      place: Place @external
      rent(in: String): String @requires(fields: "place { row }")
      owner: Owner @provides(fields: "name")
    }
    type Place { row: ID! label(of: Int): String }
    type Owner { name: String }`;
  expect(problems(sdl)).toEqual([]);
});

test.each([
  [
    'a key',
    'type Shop @key(fields: "code") { code(in: Int): ID! }',
    'Shop: @key selects Shop.code, which takes arguments',
  ],
  [
    'a requirement',
    'type Shop { size(in: Unit = METRE): Int @external rent: Int @requires(fields: "size") }',
    'Shop.rent: @requires selects Shop.size, which takes arguments',
  ],
  [
    'a requirement that gives the argument',
    'type Shop { size: Int rent: Int @requires(fields: "size(in: METRE)") }',
    'Shop.rent: @requires selects Shop.size, which takes arguments',
  ],
  [
    'a field within a requirement',
    `type Shop { size: Size @external rent: Int @requires(fields: "size { width }") }
     type Size { width(in: Unit): Int }`,
    'Shop.rent: @requires selects Size.width, which takes arguments',
  ],
  [
    'a field of one type in a requirement',
    `type Shop { at: At @external rent: Int @requires(fields: "at { ... on Stall { row } }") }
     type Stall { row(of: Int): Int }`,
    'Shop.rent: @requires selects Stall.row, which takes arguments',
  ],
  [
    'what a field provides',
    'type Query { shops: [Shop!]! @provides(fields: "size") } extend type Shop { size(in: Unit): Int }',
    'Query.shops: @provides selects Shop.size, which takes arguments',
  ],
  [
    'the key of an interface, under its long name',
    'interface Held @federation__key(fields: "id") { id(as: Int): ID! }',
    'Held: @federation__key selects Held.id, which takes arguments',
  ],
])('%s that takes arguments is named with its place', (_, sdl, message) => {
  const [, directive = ''] = /(@\w+) selects/u.exec(message) ?? [];
  const column = sdl.indexOf(directive) + 1;
  expect(problems(`# a line before\n${sdl}`)).toEqual([
    { code: 'ARGUMENTS_IN_SELECTION', message, subgraph: 'shops', line: 2, column },
  ]);
});

import { ApolloGateway } from '@apollo/gateway';
import { printSchema } from 'graphql';
import { expect, test } from 'vitest';
import { composeToys } from '../toys/toy-hub.ts';
import { openSupergraph } from './open-supergraph.ts';
import { SupergraphError } from './supergraph-error.ts';

const GRAPH = `
type Query @authenticated { me: Me @policy(policies: [["CLERK"], ["JUDGE"]]) open: String hidden: String @inaccessible }
type Me { subject: ID! @authenticated @requiresScopes(scopes: [["case:read", "case:decide"]]) }
interface Named { name: String }
type Court implements Named @policy(policies: [["JUDGE"]]) { name: String }
scalar Secret @authenticated
enum Kind @requiresScopes(scopes: [["a"], ["b"]]) { A }
extend type Query { named: Named secret: Secret kind: Kind }
`;

const imports = '"@authenticated", "@requiresScopes", "@policy", "@inaccessible"';

/** A subgraph that imports the rules as it likes. */
function composed(graph: string, importing = imports): string {
  const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${importing}])`;
  return composeToys({ court: { sdl: `${link}\n${graph}` } });
}

/** What clients see of a supergraph that @apollo/gateway has loaded. */
async function load(supergraphSdl: string): Promise<string> {
  const gateway = new ApolloGateway({ supergraphSdl, logger: SILENT });
  try {
    return printSchema((await gateway.load()).schema);
  } finally {
    await gateway.stop();
  }
}
const nothing = () => undefined;
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };

const authenticated = { authenticated: true, scopes: [], policies: [] };
const guarded = { ...authenticated, authenticated: false };
const RULES = {
  Query: [authenticated],
  'Query.me': [{ ...guarded, policies: [['CLERK'], ['JUDGE']] }],
  'Me.subject': [{ ...authenticated, scopes: [['case:read', 'case:decide']] }],
  Court: [{ ...guarded, policies: [['JUDGE']] }],
  // composition gives an interface what its types have
  Named: [{ ...guarded, policies: [['JUDGE']] }],
  Secret: [authenticated],
  Kind: [{ ...guarded, scopes: [['a'], ['b']] }],
};

test('rules are read from fields, objects, interfaces, scalars and enums', () => {
  expect(Object.fromEntries(openSupergraph(composed(GRAPH)).rules)).toEqual(RULES);
});

test('@apollo/gateway refuses what was composed, and loads it once the rules are out', async () => {
  const supergraph = composed(GRAPH);
  await expect(load(supergraph)).rejects.toThrow('is for: SECURITY but is unsupported');
  const { sdl } = openSupergraph(supergraph);
  const seen = await load(sdl);
  expect(seen).toContain('me: Me');
  expect(seen).not.toContain('hidden');
  expect(sdl).not.toMatch(/authenticated|requiresScopes|@policy|policy__/u);
  expect(sdl).toContain('scalar Secret');
  expect(sdl).toContain('inaccessible');
});

test('rules are found under whatever name a subgraph gave them', async () => {
  const importing = `{ name: "@authenticated", as: "@signedIn" }, { name: "@requiresScopes", as: "@needs" },
    { name: "@policy", as: "@roles" }, "@inaccessible"`;
  const graph = GRAPH.replaceAll('@authenticated', '@signedIn')
    .replaceAll('@requiresScopes', '@needs')
    .replaceAll('@policy', '@roles');
  const { rules, sdl } = openSupergraph(composed(graph, importing));
  expect(Object.fromEntries(rules)).toEqual(RULES);
  await load(sdl);
});

/** A supergraph as no composition of today writes it, but one may. */
function handmade(links: string, graph: string): string {
  return `schema @link(url: "https://specs.apollo.dev/link/v1.0")
    @link(url: "https://specs.apollo.dev/join/v0.3", for: EXECUTION) ${links} { query: Query }
    directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
    directive @join__type(graph: join__Graph!) repeatable on OBJECT | INTERFACE | SCALAR | ENUM | INPUT_OBJECT
    directive @join__graph(name: String!, url: String!) on ENUM_VALUE
    scalar link__Import enum link__Purpose { SECURITY EXECUTION }
    enum join__Graph { COURT @join__graph(name: "court", url: "http://court.invalid") }
    ${graph}`;
}
const QUERY = 'type Query @join__type(graph: COURT) { open: String }';
const policy = (rest: string) => `@link(url: "https://specs.apollo.dev/policy/v0.1"${rest})`;

test('rules are found under the prefix of their link, and so is what belongs to them', () => {
  const graph = `directive @guard__policy(policies: [[guard__Policy!]!]!) on FIELD_DEFINITION
    scalar guard__Policy
    type Query @join__type(graph: COURT) { open: String @guard__policy(policies: [["JUDGE"]]) }`;
  const { rules, sdl } = openSupergraph(handmade(policy(', as: "guard", for: SECURITY'), graph));
  expect([...rules.keys()]).toEqual(['Query.open']);
  expect(sdl).not.toContain('guard');
});

test('linking itself may go by another name', () => {
  const renamed = handmade(
    policy(', for: SECURITY'),
    QUERY.replace('String', 'String @policy(policies: [["JUDGE"]])'),
  )
    .replaceAll('@link(', '@uses(')
    .replace('link/v1.0"', 'link/v1.0", as: "uses"');
  expect([...openSupergraph(renamed).rules.keys()]).toEqual(['Query.open']);
});

test('a supergraph without rules stays as it is', () => {
  const supergraph = handmade('', QUERY);
  expect(openSupergraph(supergraph)).toEqual({ sdl: supergraph, rules: new Map() });
});

const rule = (text: string) => handmade(policy(''), QUERY.replace('String', `String ${text}`));
const refused: Record<string, string> = {
  'a security feature that nobody knows': handmade(
    '@link(url: "https://specs.example/rights/v1.0", for: SECURITY)',
    QUERY,
  ),
  'a later version of a rule': handmade(
    '@link(url: "https://specs.apollo.dev/policy/v0.2", for: SECURITY)',
    QUERY,
  ),
  'what is no GraphQL': 'type Query {',
  'no links': QUERY,
  'linking in two ways': handmade(
    '@link(url: "https://specs.apollo.dev/link/v1.0", as: "hidden") @hidden(url: "https://specs.apollo.dev/link/v1.0", as: "hidden")',
    QUERY,
  ),
  'a link that cannot be read': handmade('@link(url: "policy")', QUERY),
  'a link with an argument of another kind': handmade(
    '@link(url: "https://a/b/v1.0", when: 1)',
    QUERY,
  ),
  'a rule that no link brings': handmade('', QUERY.replace('String', 'String @authenticated')),
  'a rule without its argument': rule('@policy'),
  'a rule with an argument nobody knows': rule('@policy(policies: [["A"]], unless: "x")'),
  'a rule that asks for nothing': rule('@policy(policies: [])'),
  'a rule one of whose choices asks for nothing': rule('@policy(policies: [["A"], []])'),
  'a rule in another form': rule('@policy(policies: ["A"])'),
  'a rule that stands twice': rule('@policy(policies: [["A"]]) @policy(policies: [["B"]])'),
  'another directive of the rules’ name': rule('@policy__later(roles: ["A"])'),
  'a rule on an argument': handmade(
    policy(''),
    'type Query { open(a: Int @policy(policies: [["A"]])): String }',
  ),
  'a rule on an input': handmade(
    policy(''),
    `${QUERY} input In @policy(policies: [["A"]]) { a: Int }`,
  ),
};

test.each(Object.entries(refused))('%s stops the start', (_name, supergraph) => {
  expect(() => openSupergraph(supergraph)).toThrow(SupergraphError);
});

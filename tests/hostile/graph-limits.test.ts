import { randomUUID } from 'node:crypto';
import { afterEach, expect, inject, test } from 'vitest';
import { tryGraph } from '../support/ask-graph.ts';
import { post } from '../support/doors.ts';
import { expectRefusal } from '../support/expect-refusal.ts';
import { READ_REPAIR, expectAllOf, expectNothingOf, foundRepair } from '../support/found-repair.ts';
import { logSince } from '../support/log-since.ts';
import { headersOf } from '../support/session-of.ts';

const { home, gatewayUrl, listId } = inject('sample');
const repair = await foundRepair();
const variables = { id: repair.id };
const USCC = '91330782MA2XU5KFE7';

const many = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ');
const reading = (selection: string) => `query Read($id: ID!) { repair(id: $id) { ${selection} } }`;

/** Stalls of an enterprise of a stall of an enterprise, and so on. */
const deep = (levels: number): string =>
  levels === 0 ? '__typename' : `stalls { enterprise { ${deep(levels - 1)} } }`;

/** Each fragment spreads the next one twice: a few lines that stand for a million fields. */
const bomb = (levels: number) =>
  many(levels, (at) => `fragment F${at} on Repair { ...F${at + 1} ...F${at + 1} }`);

afterEach(async () => {
  expectAllOf(repair, (await tryGraph(gatewayUrl, READ_REPAIR, variables)).text);
});

test.each([
  ['a key', deepQuery('uscc: name stalls { boothNo }')],
  ['a key, of something else with a key', deepQuery('stalls { boothNo: shopName address }')],
  ['a key, within a fragment', `${deepQuery('...F')} fragment F on Enterprise { uscc: name }`],
  ['a key, within an inline fragment', deepQuery('... on Enterprise { uscc: name }')],
  ['the name of the type', reading('__typename: caseNo contacts { masked }')],
  ['the name of the type at the root', 'query R($id: ID!) { __typename: repair(id: $id) { id } }'],
  ['a name that belongs to the graph', reading('_x: id __relink: caseNo')],
  ['a field that is hidden', `mutation { ${runNobody('envelope: __typename')} }`],
  ['a field that agencies fill', `mutation { ${runNobody('police: market { status }')} }`],
])('an alias that takes the name of %s is refused', async (_, document) => {
  const said = await tryGraph(gatewayUrl, document, document.includes('$id') ? variables : {});
  expect([said.status, said.data, new Set(said.codes)]).toEqual([
    ...[400, undefined, new Set(['ALIAS_NOT_ALLOWED'])],
  ]);
  expectNothingOf(repair, said.text);
});

test.each([
  ['tokens', 'ten thousand aliases', reading(many(10_000, (at) => `a${at}: caseNo`))],
  ['tokens', 'ten thousand aliases of a root field', rootAliases(10_000)],
  ['tokens', 'ten thousand names of one type', `{ ${many(10_000, () => '__typename')} }`],
  ['aliases', 'a hundred aliases', reading(many(100, (at) => `a${at}: caseNo`))],
  ['aliases', 'a hundred aliases of the name of the type', typenames(100)],
  ['aliases', 'twenty aliases in a fragment that is spread twice', spread(20, 2)],
  ['aliases', 'ten thousand aliases by way of fragments', spread(100, 100)],
  ['depth', 'a document a hundred levels deep', deepQuery(deep(50))],
  [
    'depth',
    'a document that is deep by its fragments',
    `${deepQuery('...F0')} ${many(20, (at) => `fragment F${at} on Enterprise { ${stalls(`...F${at + 1}`)} }`)}
     fragment F20 on Enterprise { uscc }`,
  ],
  ['tokens', 'a document ten thousand levels deep', deepQuery(deep(5000))],
  ['tokens', 'a list a thousand deep', `{ case(caseNo: ${nested(1000)}) { caseNo } }`],
  ['directives', 'a hundred directives on a field', reading(`caseNo ${directives(100)}`)],
  [
    'directives',
    'a hundred directives on an operation',
    `query Q ${directives(100)} { me { subject } }`,
  ],
  ['cost', 'pages of pages', reading('id').replace('}', `} ${many(25, pageOf)}`)],
  [
    'cost',
    'a million fields by fragments',
    `${reading('...F0')} ${bomb(20)} fragment F20 on Repair { id }`,
  ],
  ['mutations', 'six mutations in one request', `mutation { ${many(6, (at) => reveal(at))} }`],
])('the limit of %s stops %s', async (limit, _, document) => {
  const log = await logSince(home, 'court');
  const given = document.includes('$id') ? variables : {};
  const said = await tryGraph(gatewayUrl, document, given);
  expect([said.status, said.data]).toEqual([400, undefined]);
  expect(said.codes).toContain('LIMIT_EXCEEDED');
  expect(said.text).toContain(`"limit":"${limit}"`);
  expectNothingOf(repair, said.text);
  expect(said.text.length).toBeLessThan(30_000);
  expect(await log.read()).toBe('');
});

test.each([
  ['within itself', `${reading('...A')} fragment A on Repair { id ...A }`],
  [
    'within one another',
    `${reading('...A')} fragment A on Repair { ...B } fragment B on Repair { ...A }`,
  ],
  [
    'in a wide circle',
    `${reading('...A0')} ${many(40, (at) => `fragment A${at} on Repair { id ...A${(at + 1) % 40} }`)}`,
  ],
  ['by way of a field', `${deepQuery('...A')} fragment A on Enterprise { ${stalls('...A')} }`],
])('fragments %s are refused', async (_, document) => {
  const given = document.includes('$id') ? variables : {};
  const said = await tryGraph(gatewayUrl, document, given);
  expect([said.status, said.data]).toEqual([400, undefined]);
  expect(said.codes).toContain('GRAPHQL_VALIDATION_FAILED');
  expectNothingOf(repair, said.text);
});

test.each([
  [
    'a list of requests',
    () => Array.from({ length: 10 }, () => ({ query: READ_REPAIR, variables })),
  ],
  ['a list of one', () => [{ query: READ_REPAIR, variables }]],
  ['an empty list', () => []],
  ['a text', () => READ_REPAIR],
  ['a number', () => 1],
  ['nothing', () => null],
  ['a document that is a list', () => ({ query: [READ_REPAIR], variables })],
  ['variables that are a list', () => ({ query: READ_REPAIR, variables: [variables] })],
  [
    'variables that are a text',
    () => ({ query: READ_REPAIR, variables: JSON.stringify(variables) }),
  ],
  ['no document', () => ({ variables })],
  [
    'another name of a document',
    () => ({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a' } } }),
  ],
])('%s is refused as a whole', async (_, body) => {
  const said = await post(gatewayUrl, await headersOf('clerk'), JSON.stringify(body()));
  expectRefusal(said, 400, 'BAD_REQUEST');
  expectNothingOf(repair, said.text);
});

test.each([
  ['a field', '{ repai { id } }', ['repairs', 'repair(']],
  ['a field below', reading('caseN'), ['caseNo']],
  ['an argument', '{ repairs(lis: "a") { edges { cursor } } }', ['"list"']],
  ['a type', `${reading('...F')} fragment F on Repai { id }`, ['"Repair"']],
  ['a value of an enum', '{ repairs(status: FOUN) { edges { cursor } } }', ['FOUND']],
  ['a directive', reading('id @inclde(if: true)'), ['include']],
  ['a variable', 'query Q($lis: Lis) { me { subject } }', ['"list"', '"List"']],
])('nobody is helped with the name of %s', async (_, document, names) => {
  const given = document.includes('$id') ? variables : {};
  const { status, data, text } = await tryGraph(gatewayUrl, document, given);
  expect([status, data]).toEqual([400, undefined]);
  expect(text).toContain('"code":"GRAPHQL_VALIDATION_FAILED"');
  expect(text).not.toContain('Did you mean');
  for (const name of names) expect(text).not.toContain(name);
});

const LIST = `query L($first: Int, $last: Int, $list: ID, $after: String) {
  repairs(first: $first, last: $last, list: $list, after: $after) {
    edges { node { caseNo contacts { masked } } }
  }
}`;
const RUN = `mutation R($ids: [ID!]!, $kinds: [ContactKind!]!, $asOf: Date) {
  runRepairs(
    ids: $ids, kinds: $kinds, asOf: $asOf, purpose: MEDIATION, legalBasis: "CPL art. 87"
  ) { repairs { id } }
}`;

test.each([
  ['a page of a million', LIST, { first: 1_000_000 }],
  ['a page of the largest number', LIST, { first: 2_147_483_647 }],
  ['a page beyond the largest number', LIST, { first: 2_147_483_648 }],
  ['a page of less than nothing', LIST, { first: -1 }],
  ['a page of nothing', LIST, { last: 0 }],
  ['a page of half an entry', LIST, { first: 0.5 }],
  ['a page of a text', LIST, { first: '1 or 1=1' }],
  ['a cursor past all places', LIST, { first: 1, after: '9'.repeat(400) }],
  ['a cursor that is a number too', LIST, { first: 1, after: '1e3' }],
  ['an id that is an object', LIST, { first: 1, list: { $ne: null } }],
  ['an id that is a list', LIST, { first: 1, list: [listId] }],
  ['an id that is true', LIST, { first: 1, list: true }],
  ['an id of a megabyte less a bit', LIST, { first: 1, list: 'a'.repeat(900_000) }],
  ['ten thousand ids', RUN, { ids: Array.from({ length: 10_000 }, randomUUID), kinds: ['PHONE'] }],
  ['no ids', RUN, { ids: [], kinds: ['PHONE'] }],
  ['no id among ids', RUN, { ids: [null], kinds: ['PHONE'] }],
  ['no kinds', RUN, { ids: [randomUUID()], kinds: [] }],
  ['a kind that there is not', RUN, { ids: [randomUUID()], kinds: ['NAME'] }],
  ['a day that there is not', RUN, { ids: [randomUUID()], kinds: ['PHONE'], asOf: '2026-02-30' }],
  ['a day beyond all days', RUN, { ids: [randomUUID()], kinds: ['PHONE'], asOf: '99999-01-01' }],
])('%s: refused by the code for arguments', async (_, document, given) => {
  const said = await tryGraph(gatewayUrl, document, given);
  expect(said.codes).toEqual(['BAD_USER_INPUT']);
  expectNothingOf(repair, said.text);
});

test('a variable a hundred thousand lists deep is refused', async () => {
  const body = `{"query":${JSON.stringify(LIST)},"variables":{"first":1,"list":${nested(100_000)}}}`;
  const said = await post(gatewayUrl, await headersOf('clerk'), body);
  expect(said.text).toContain('"code":"BAD_USER_INPUT"');
  expectNothingOf(repair, said.text);
});

test.each(['__proto__', 'constructor'])('a variable may not be called %s', async (name) => {
  const given = `{"${name}":{"prototype":{"first":1}}}`;
  const body = `{"query":${JSON.stringify(LIST)},"variables":${given}}`;
  const said = await post(gatewayUrl, await headersOf('clerk'), body);
  expectRefusal(said, 400, 'BAD_REQUEST');
});

test.each([
  ['a subscription', 'subscription { me { subject } }', 'GRAPHQL_VALIDATION_FAILED'],
  [
    'two operations without a name',
    'query A { me { subject } } query B { me { subject } }',
    'OPERATION_RESOLUTION_FAILURE',
  ],
  ['fragments alone', 'fragment F on Repair { id }', 'GRAPHQL_VALIDATION_FAILED'],
  ['a definition of types', 'type Query { secret: String }', 'GRAPHQL_VALIDATION_FAILED'],
  ['a comment alone', '# nothing', 'GRAPHQL_PARSE_FAILED'],
  ['what is no document', '{ me { subject ', 'GRAPHQL_PARSE_FAILED'],
  ['ten thousand braces', '{'.repeat(10_000), 'GRAPHQL_PARSE_FAILED'],
  [
    'a list nine hundred deep',
    `{ case(caseNo: ${nested(900)}) { caseNo } }`,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'the entities of subgraphs',
    '{ _entities(representations: []) { __typename } }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['the schema of a subgraph', '{ _service { sdl } }', 'GRAPHQL_VALIDATION_FAILED'],
])('%s: refused', async (_, document, code) => {
  const said = await tryGraph(gatewayUrl, document);
  expect([said.status, said.data]).toEqual([400, undefined]);
  expect(said.codes).toContain(code);
});

function runNobody(selection: string): string {
  const terms = 'ids: [], purpose: MEDIATION, kinds: [PHONE], legalBasis: "CPL art. 87"';
  return `runRepairs(${terms}) { ${selection} }`;
}

function rootAliases(count: number): string {
  return `query Read($id: ID!) { ${many(count, (at) => `a${at}: repair(id: $id) { caseNo }`)} }`;
}

function typenames(count: number): string {
  return `{ ${many(count, (at) => `a${at}: __typename`)} }`;
}

function spread(aliases: number, times: number): string {
  const fragment = `fragment F on Repair { ${many(aliases, (at) => `a${at}: caseNo`)} }`;
  return `${reading(many(times, () => '...F'))} ${fragment}`;
}

function deepQuery(selection: string): string {
  return `{ enterprise(uscc: "${USCC}") { ${selection} } }`;
}

function stalls(selection: string): string {
  return `stalls { enterprise { ${selection} } }`;
}

function directives(count: number): string {
  return many(count, () => '@include(if: true)');
}

function pageOf(at: number): string {
  return `a${at}: repairs(first: 1000) { edges { node { id caseNo status contacts { masked } } } }`;
}

function reveal(at: number): string {
  return `a${at}: revealContact(id: "${randomUUID()}", reason: "a reason")`;
}

function nested(levels: number): string {
  return `${'['.repeat(levels)}1${']'.repeat(levels)}`;
}

import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { documentId } from '../../gateway/documents/trusted-documents.ts';
import manifest from '../../schema/generated/trusted-documents.json' with { type: 'json' };
import { tryGraph } from '../support/ask-graph.ts';
import { post } from '../support/doors.ts';
import type { Said } from '../support/doors.ts';
import { expectRefusal } from '../support/expect-refusal.ts';
import { headersOf } from '../support/session-of.ts';
import { testGateway } from '../support/test-gateway.ts';
import type { TestGateway } from '../support/test-gateway.ts';

const { listId } = inject('sample');
const [LIST = ''] = Object.entries(manifest).flatMap(([id, { name }]) =>
  name === 'ListOfParties' ? [id] : [],
);
const listed = z.object({
  data: z.object({ repairs: z.object({ edges: z.array(z.unknown()).min(200) }) }),
});

/** Named by nobody: what production is by itself. */
const PRODUCTION = { NODE_ENV: 'production', TRUSTED_DOCUMENTS: '', INTROSPECTION: '' };
const SCHEMA = '{ __schema { types { name } } }';

describe.each([
  ['by its defaults', PRODUCTION],
  ['when told so', { TRUSTED_DOCUMENTS: 'required', INTROSPECTION: 'off' }],
])('a gateway in production, %s,', (_, env) => {
  const started: TestGateway[] = [];
  beforeAll(async () => void started.push(await testGateway({}, env)));
  afterAll(() => Promise.all(started.map((gateway) => gateway[Symbol.asyncDispose]())));
  const send = async (body: object): Promise<Said> =>
    post(started[0]?.url ?? '', await headersOf('clerk'), JSON.stringify(body));

  afterEach(async () => {
    const { text } = await send({ documentId: LIST, variables: { list: listId } });
    listed.parse(JSON.parse(text));
  });

  test.each([
    ['a document of its own', '{ me { subject } }'],
    ['the schema', SCHEMA],
    ['a type', '{ __type(name: "Repair") { fields { name } } }'],
    ['the text of a trusted document', manifest[LIST as keyof typeof manifest].text],
    ['a trusted document with a blank more', `${manifest[LIST as keyof typeof manifest].text} `],
    ['what is no document', '{'],
    ['nothing', ''],
  ])('refuses %s sent as text', async (_name, query) => {
    const said = await send({ query, variables: { list: listId } });
    expectRefusal(said, 400, query === '' ? 'BAD_REQUEST' : 'DOCUMENT_NOT_TRUSTED');
  });

  test.each([
    ['nobody knows', documentId('{ me { subject } }')],
    ['is of capitals', LIST.toUpperCase()],
    ['is too short', LIST.slice(0, -1)],
    ['is too long', `${LIST}0`],
    ['has a blank', ` ${LIST}`],
    ['has a prefix', `sha256:${LIST}`],
    ['is empty', ''],
    ['is a property of objects', '__proto__'],
    ['is another property of objects', 'constructor'],
    ['is a path', '../trusted-documents.json'],
  ])('refuses a document by an id that %s', async (_name, id) => {
    const said = await send({ documentId: id, variables: { list: listId } });
    expectRefusal(said, 400, 'DOCUMENT_NOT_TRUSTED');
  });

  test.each([
    ['an id that is a list', { documentId: [LIST] }, 'BAD_REQUEST'],
    ['an id beside another text', { documentId: LIST, query: '{ me { subject } }' }, 'BAD_REQUEST'],
    ['a list of ids', [{ documentId: LIST }], 'BAD_REQUEST'],
    ['no id', { variables: { list: listId } }, 'DOCUMENT_NOT_TRUSTED'],
    [
      "Apollo's way to name a document",
      { extensions: { persistedQuery: { version: 1, sha256Hash: LIST } } },
      'DOCUMENT_NOT_TRUSTED',
    ],
    [
      "Apollo's way to teach a document",
      {
        query: SCHEMA,
        extensions: { persistedQuery: { version: 1, sha256Hash: documentId(SCHEMA) } },
      },
      'DOCUMENT_NOT_TRUSTED',
    ],
  ] as const)('refuses %s', async (_name, body, code) => {
    expectRefusal(await send(body), 400, code);
  });

  test('answers a trusted document under the name it has, and under no other', async () => {
    const body = { documentId: LIST, variables: { list: listId } };
    listed.parse(JSON.parse((await send({ ...body, operationName: 'ListOfParties' })).text));
    const { text } = await send({ ...body, operationName: 'Other' });
    expect(text).toContain('"code":"OPERATION_RESOLUTION_FAILURE"');
    expect(text).not.toContain('partyRef');
  });

  test('asks who it is for trusted documents too', async () => {
    const body = JSON.stringify({ documentId: LIST, variables: { list: listId } });
    const { text } = await post(started[0]?.url ?? '', {}, body);
    expect(text).toContain('"code":"UNAUTHENTICATED"');
    expect(text).not.toContain('partyRef');
  });
});

describe('where documents need not be trusted but the schema is not told', () => {
  const started: TestGateway[] = [];
  beforeAll(async () => void started.push(await testGateway({}, { INTROSPECTION: 'off' })));
  afterAll(() => Promise.all(started.map((gateway) => gateway[Symbol.asyncDispose]())));
  const ask = (query: string) => tryGraph(started[0]?.url ?? '', query);

  afterEach(async () => {
    expect((await ask('{ me { subject } }')).codes).toEqual([]);
  });

  test.each([
    ['the schema', SCHEMA],
    ['the schema under another name', '{ a: __schema { queryType { fields { name } } } }'],
    ['a type', '{ __type(name: "Repair") { fields { name } } }'],
    ['the schema by a fragment', '{ ...F } fragment F on Query { __schema { types { name } } }'],
    ['the schema beside something else', '{ me { subject } __schema { types { name } } }'],
    ['the schema of a mutation', 'mutation { __schema { types { name } } }'],
    ['the schema if not skipped', '{ __schema @skip(if: false) { types { name } } }'],
  ])('%s is refused', async (_, query) => {
    const { status, data, codes, text } = await ask(query);
    expect([status, data]).toEqual([400, undefined]);
    expect(new Set(codes)).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
    expect(text).not.toMatch(/"types"|"fields"|revealContact|wang/u);
  });

  test.each([
    '{ repai { id } }',
    '{ me { subjec } }',
    '{ repairs(lis: "a") { edges { cursor } } }',
  ])('a wrong name is not put right: %s', async (query) => {
    const { codes, text } = await ask(query);
    expect(new Set(codes)).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
    expect(text).not.toMatch(/Did you mean|"repair"|"subject"|"list"/u);
  });

  test('the name of a type is told, of which the gateway itself makes use', async () => {
    expect((await ask('{ __typename me { __typename } }')).data).toEqual({
      ...{ __typename: 'Query', me: { __typename: 'Me' } },
    });
  });
});

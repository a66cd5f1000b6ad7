import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documentId } from './documents/trusted-documents.ts';
import { startToys } from './toys/start-toys.ts';
import type { Toys } from './toys/start-toys.ts';

const text = 'query Court { court }';
const id = documentId(text);
const manifest = JSON.stringify({ [id]: { name: 'Court', client: 'command', text } });

const started: Toys[] = [];
beforeAll(async () => {
  const strict = { documents: { manifest, required: true }, introspection: false };
  started.push(await startToys({}, strict), await startToys({}, { introspection: false }));
});
afterAll(async () => {
  await Promise.all(started.map((toys) => toys.stop()));
});
const answerOf = async (body: object, at = 0) => {
  const answer = await started[at]?.post(body);
  return { ...answer, codes: answer?.errors.map(({ extensions }) => extensions.code) };
};

test('a trusted document is answered, anything else is not', async () => {
  expect(await answerOf({ documentId: id })).toMatchObject({ data: { court: 'open' }, codes: [] });
  for (const body of [{ query: text }, { documentId: documentId('{ court }') }]) {
    expect(await answerOf(body)).toMatchObject({ status: 400, codes: ['DOCUMENT_NOT_TRUSTED'] });
  }
  expect(await answerOf({})).toMatchObject({ status: 400, codes: ['DOCUMENT_NOT_TRUSTED'] });
});

test('several requests in one body, and a document of Apollo’s own kind, are no requests', async () => {
  const persisted = { extensions: { persistedQuery: { version: 1, sha256Hash: id } } };
  for (const body of [[{ documentId: id }], persisted]) {
    expect(await answerOf(body, 1)).toMatchObject({ status: 400, codes: ['BAD_REQUEST'] });
  }
});

test('in an address there is no document', async () => {
  const headers = { 'apollo-require-preflight': 'yes' };
  const response = await fetch(`${started[1]?.url}/graphql?query={court}`, { headers });
  expect(response.status).toBe(405);
});

test('where introspection is off nobody looks around', async () => {
  for (const query of [getIntrospectionQuery(), '{ __type(name: "Query") { name } }']) {
    expect(await answerOf({ query }, 1)).toMatchObject({
      status: 400,
      data: undefined,
      errors: [{ message: 'The document does not fit the graph.' }],
    });
  }
});

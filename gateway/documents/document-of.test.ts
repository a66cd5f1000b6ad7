import { expect, test } from 'vitest';
import { documentOf } from './document-of.ts';
import { documentId, readTrustedDocuments } from './trusted-documents.ts';

const text = '{ court }';
const id = documentId(text);
const entry = { name: 'Court', client: 'command', text };
const documents = readTrustedDocuments(JSON.stringify({ [id]: entry }));
const query = { ok: true, request: { query: text } };
const refusal = (code: string) => ({ ok: false, code });

test('the id of a document is the SHA-256 of its text', () => {
  expect(documentId('abc')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

test.each([true, false])('an id of the manifest stands for its text (required: %s)', (required) => {
  expect(documentOf({ documentId: id }, documents, required)).toEqual(query);
  expect(documentOf({ documentId: id, query: text }, documents, required)).toEqual(query);
});

test('a text is answered where it may be, and refused where only documents of the manifest are', () => {
  const other = { query: '{ other }' };
  expect(documentOf(other, documents, false)).toEqual({ ok: true, request: other });
  expect(documentOf(other, documents, true)).toEqual(refusal('DOCUMENT_NOT_TRUSTED'));
  // even the very text of a document is sent by its id
  expect(documentOf({ query: text }, documents, true)).toEqual(refusal('DOCUMENT_NOT_TRUSTED'));
});

test.each([true, false])('an id of no document is not trusted (required: %s)', (required) => {
  for (const documentId of ['', 'f'.repeat(64), id.toUpperCase(), `${id} `, '__proto__']) {
    expect(documentOf({ documentId }, documents, required)).toEqual(
      refusal('DOCUMENT_NOT_TRUSTED'),
    );
  }
});

test.each([true, false])(
  'an id and another text together are refused (required: %s)',
  (required) => {
    const both = { documentId: id, query: '{ other }' };
    expect(documentOf(both, documents, required)).toEqual(refusal('BAD_REQUEST'));
  },
);

test.each([true, false])('what is no request is a bad one (required: %s)', (required) => {
  const bodies = [
    [{ documentId: id }],
    [],
    'text',
    5,
    null,
    undefined,
    { documentId: 5 },
    { documentId: [id] },
    { documentId: id, query: { kind: 'Document' } },
    { documentId: id, variables: '{}' },
    { documentId: id, variables: [] },
    { documentId: id, operationName: 5 },
  ];
  for (const body of bodies) {
    expect(documentOf(body, documents, required)).toEqual(refusal('BAD_REQUEST'));
  }
});

test('a body without a document is a bad request', () => {
  expect(documentOf({ variables: {} }, documents, false)).toEqual(refusal('BAD_REQUEST'));
  expect(documentOf({ query: '' }, documents, false)).toEqual(refusal('BAD_REQUEST'));
});

test('variables and the name of the operation go with it, and nothing else does', () => {
  const body = {
    documentId: id,
    variables: { ids: ['1'] },
    operationName: 'Court',
    extensions: { persistedQuery: { version: 1, sha256Hash: id } },
    more: true,
  };
  expect(documentOf(body, documents, true)).toEqual({
    ok: true,
    request: { query: text, variables: { ids: ['1'] }, operationName: 'Court' },
  });
  const empty = { documentId: id, query: null, variables: null, operationName: null };
  expect(documentOf(empty, documents, true)).toEqual(query);
});

test('a manifest whose text was changed under its id is not read', () => {
  const changed = { [id]: { ...entry, text: '{ other }' } };
  expect(() => readTrustedDocuments(JSON.stringify(changed))).toThrow('not what its id says');
  expect(() => readTrustedDocuments(JSON.stringify({ [`${id}0`]: entry }))).toThrow();
});

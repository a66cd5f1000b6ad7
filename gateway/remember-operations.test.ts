import { createRequire } from 'node:module';
import type * as Loaded from '@apollo/federation-internals';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { rememberOperations } from './remember-operations.ts';

type Internals = typeof Loaded;

/** The module as @apollo/gateway loads it. */
const internals = createRequire(import.meta.url)('@apollo/federation-internals') as Internals;

test('the gateway reads one document once, and the next one, or another schema, anew', () => {
  rememberOperations();
  rememberOperations();
  const schema = internals.buildSchema('type Query { a: String b: String }');
  const document = parse('{ a }');
  const first = internals.operationFromDocument(schema, document);
  expect(internals.operationFromDocument(schema, document)).toBe(first);
  expect(internals.operationFromDocument(schema, parse('{ a }'))).not.toBe(first);
  const other = internals.buildSchema('type Query { a: String }');
  expect(internals.operationFromDocument(other, document)).not.toBe(first);
});

test('of a document with several operations each is read by its name', () => {
  rememberOperations();
  const schema = internals.buildSchema('type Query { a: String b: String }');
  const document = parse('query A { a } query B { b }');
  const named = (operationName: string) =>
    internals.operationFromDocument(schema, document, { operationName });
  expect(named('A').toString()).toContain('query A');
  expect(named('B').toString()).toContain('query B');
  expect(named('A')).toBe(named('A'));
});

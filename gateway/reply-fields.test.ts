import { expect, test } from 'vitest';
import { replyFields } from './reply-fields.ts';
import { toySupergraph } from './toys/toy-graph.ts';

test('each agency has its reply field, and the court that requires them has none', () => {
  expect(replyFields(toySupergraph())).toEqual(
    new Map([
      ['market', new Set(['market'])],
      ['police', new Set(['police'])],
    ]),
  );
});

test('a supergraph without inquiries has no reply fields', () => {
  expect(replyFields('type Query { a: Int }')).toEqual(new Map());
});

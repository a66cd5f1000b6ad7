import { expect, test } from 'vitest';
import { parseStrictJson } from './strict-json.ts';

test.each([
  [{ a: 1, b: [{ a: 1 }, { a: 2 }], c: { a: null } }],
  [{ 'a:"b\\': ':::"\\', '': '\\"', d: ['x:y', '\\\\'] }],
  [[]],
  ['a:b'],
])('JSON without repeated members parses as usual', (value) => {
  expect(parseStrictJson(JSON.stringify(value))).toEqual(value);
  expect(parseStrictJson(JSON.stringify(value, null, 2))).toEqual(value);
});

test.each(['{"a":1,"a":1}', '[{"b":{"a":1,"\\u0061":2}}]', '{"a":1', ''])(
  'a repeated member or a broken text gives nothing',
  (text) => {
    expect(parseStrictJson(text)).toBeUndefined();
  },
);

test('a text nested deeper than the stack is read or refused, never thrown at', () => {
  const deep = '['.repeat(200_000) + ']'.repeat(200_000);
  expect(() => parseStrictJson(deep)).not.toThrow();
});

import { expect, test } from 'vitest';
import { drift } from './drift.ts';

const files = (texts: Record<string, string>) => new Map(Object.entries(texts));

test('equal files do not drift', () => {
  expect(drift(files({ a: 'x\n' }), files({ a: 'x\n' }))).toEqual([]);
});

test('a changed file is named with the lines gone and come', () => {
  const found = drift(files({ a: 'one\ntwo\n' }), files({ a: 'one\nthree\n' }));
  expect(found).toEqual([{ file: 'a', changes: ['- two', '+ three'] }]);
});

test('a file that is missing or should not be there drifts', () => {
  const found = drift(files({ old: 'x' }), files({ new: 'y' }));
  expect(found.map(({ file }) => file)).toEqual(['new', 'old']);
});

test('lines that only moved are said to', () => {
  const [found] = drift(files({ a: 'one\ntwo' }), files({ a: 'two\none' }));
  expect(found?.changes).toEqual(['the same lines in another order']);
});

test('a long difference is cut and counted', () => {
  const lines = Array.from({ length: 50 }, (_, index) => `line ${String(index)}`);
  const [found] = drift(files({ a: '' }), files({ a: lines.join('\n') }));
  expect(found?.changes).toHaveLength(21);
  expect(found?.changes.at(-1)).toMatch(/more lines$/u);
});

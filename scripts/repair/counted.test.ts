import { expect, test } from 'vitest';
import { counted } from './counted.ts';

test.each([
  [0, '0 entries'],
  [1, '1 entry'],
  [2, '2 entries'],
])('%i is counted as %j', (count, words) => {
  expect(counted(count, 'entry', 'entries')).toBe(words);
});

test('a word is made plural by an s unless another is given', () => {
  expect([counted(1, 'alert'), counted(3, 'alert')]).toEqual(['1 alert', '3 alerts']);
});

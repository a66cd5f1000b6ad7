import { expect, test } from 'vitest';
import { permute } from './permute.ts';

test('every index gets a number of its own', () => {
  const [left, right] = [37, 211];
  const given = Array.from({ length: left * right }, (_, index) =>
    permute(index, left, right, [5]).join(),
  );
  expect(new Set(given).size).toBe(left * right);
});

test('an index past the last number is refused', () => {
  expect(() => permute(6, 2, 3, [1])).toThrow(RangeError);
});

import { expect, test } from 'vitest';
import { ALL_CASES } from './all-cases.ts';
import { planList } from './plan-list.ts';

test.each([1, 7, 86, 300, 1234])('a list of %i parties has that many cases', (parties) => {
  expect(planList(parties, 1)).toHaveLength(parties);
});

test('every category stands in a list that has room for it', () => {
  const planned = new Set(planList(300, 9).map(({ category }) => category));
  expect(ALL_CASES.filter(({ category }) => !planned.has(category))).toEqual([]);
});

test('no two categories have one name', () => {
  expect(new Set(ALL_CASES.map(({ category }) => category)).size).toBe(ALL_CASES.length);
});

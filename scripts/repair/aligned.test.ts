import { expect, test } from 'vitest';
import { aligned, underHeader } from './aligned.ts';

test('columns are as wide as their widest cell, where a Chinese character takes two places', () => {
  expect(aligned([['张三', 'a'], ['b', 'cc'], []])).toEqual(['张三  a', 'b     cc', '']);
});

test('the last cell of a row that lacks columns runs over them', () => {
  const rows = [
    ['a', 'b', 'c'],
    ['d', 'longer than any column'],
  ];
  expect(aligned(rows)).toEqual(['a  b  c', 'd  longer than any column']);
});

test('the rule under a header ends where its last column does', () => {
  expect(underHeader(['one', ''], [['a', '']])).toEqual(['one', '───', 'a']);
});

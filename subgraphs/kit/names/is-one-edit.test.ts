import { expect, test } from 'vitest';
import { isOneEdit } from './is-one-edit.ts';

test('one code point put in, left out or replaced is one edit', () => {
  expect(isOneEdit('王小明', '王明')).toBe(true);
  expect(isOneEdit('王明', '王小明')).toBe(true);
  expect(isOneEdit('王小明', '王晓明')).toBe(true);
  expect(isOneEdit('王小明', '王小明明')).toBe(true);
  expect(isOneEdit('王小明', '小明')).toBe(true);
});

test('a character outside the basic plane is one character', () => {
  expect(isOneEdit('王𠮷明', '王吉明')).toBe(true);
});

test('neighbours that changed places are two edits', () => {
  expect(isOneEdit('王小明', '王明小')).toBe(false);
});

test('equal texts and texts two apart are not one edit', () => {
  expect(isOneEdit('王小明', '王小明')).toBe(false);
  expect(isOneEdit('王小明', '王')).toBe(false);
  expect(isOneEdit('王小明', '李小红')).toBe(false);
  expect(isOneEdit('', '')).toBe(false);
});

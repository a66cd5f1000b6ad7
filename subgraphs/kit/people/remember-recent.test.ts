import { expect, test } from 'vitest';
import { rememberRecent } from './remember-recent.ts';

test('what was put last is remembered, and no more than twice the limit', () => {
  const recent = rememberRecent<number>(2);
  for (const value of [1, 2, 3, 4, 5]) recent.set(String(value), value);
  expect(['3', '4', '5'].map((name) => recent.get(name))).toEqual([3, 4, 5]);
  expect([recent.get('1'), recent.get('2')]).toEqual([undefined, undefined]);
});

test('what is asked for again stays', () => {
  const recent = rememberRecent<number>(2);
  recent.set('old', 0);
  for (const value of [1, 2, 3, 4, 5, 6, 7]) {
    recent.set(String(value), value);
    expect(recent.get('old')).toBe(0);
  }
});

test('what is put under a name takes the place of what was there', () => {
  const recent = rememberRecent<number>(2);
  recent.set('a', 1);
  recent.set('a', 2);
  expect(recent.get('a')).toBe(2);
});

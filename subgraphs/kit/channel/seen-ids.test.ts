import { expect, test } from 'vitest';
import { createSeenIds } from './seen-ids.ts';

function seenIds(limit = 100) {
  const clock = { seconds: 0 };
  const isSeen = createSeenIds({ seconds: 60, limit }, () => new Date(clock.seconds * 1000));
  const at = (seconds: number, id: string) => {
    clock.seconds = seconds;
    return isSeen(id);
  };
  return at;
}

test('an id is remembered for its whole time, whenever it came', () => {
  for (const first of [0, 1, 30, 59, 60, 61, 119, 120]) {
    const at = seenIds();
    expect(at(0, 'the first of all')).toBe('FIRST');
    expect(at(first, 'x')).toBe('FIRST');
    expect(at(first, 'x')).toBe('AGAIN');
    expect(at(first + 59.999, 'x')).toBe('AGAIN');
  }
});

test('an id is forgotten after twice its time at the latest', () => {
  const at = seenIds();
  expect(at(0, 'x')).toBe('FIRST');
  expect(at(60, 'y')).toBe('FIRST');
  expect(at(120, 'x')).toBe('FIRST');
});

test('after a long silence nothing is remembered', () => {
  const at = seenIds();
  expect(at(0, 'x')).toBe('FIRST');
  expect(at(1000, 'y')).toBe('FIRST');
  expect(at(1000, 'x')).toBe('FIRST');
});

test('when there is no room no new id gets in, and none that is known is forgotten', () => {
  const at = seenIds(2);
  expect([at(0, 'a'), at(0, 'b'), at(0, 'c')]).toStrictEqual(['FIRST', 'FIRST', 'FULL']);
  expect([at(1, 'a'), at(1, 'b'), at(1, 'c')]).toStrictEqual(['AGAIN', 'AGAIN', 'FULL']);
  expect([at(60, 'c'), at(60, 'a')]).toStrictEqual(['FIRST', 'AGAIN']);
});

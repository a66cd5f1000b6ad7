import { expect, test } from 'vitest';
import { ageOn } from './age-on.ts';

test('a year is complete on the birthday and not the day before', () => {
  expect(ageOn('2008-11-20', '2026-11-19')).toBe(17);
  expect(ageOn('2008-11-20', '2026-11-20')).toBe(18);
});

test('who was born on 29 February has the birthday on 1 March of a year without one', () => {
  expect(ageOn('2008-02-29', '2026-02-28')).toBe(17);
  expect(ageOn('2008-02-29', '2026-03-01')).toBe(18);
  expect(ageOn('2008-02-29', '2028-02-29')).toBe(20);
});

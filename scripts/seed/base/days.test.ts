import { expect, test } from 'vitest';
import { dayOf, isoOf, yearsBefore } from './days.ts';

test.each([
  ['2026-11-20', 18, '2008-11-20'],
  ['2024-02-29', 18, '2006-02-28'],
  ['2024-02-29', 20, '2004-02-29'],
])('%s less %i years is %s', (day, years, expected) => {
  expect(isoOf(yearsBefore(dayOf(day), years))).toBe(expected);
});

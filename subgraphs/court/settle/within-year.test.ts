import { expect, test } from 'vitest';
import { daysSince } from './days-since.ts';
import { aYearOld, withinYear } from './within-year.ts';

test('365 days old is within the year', () => {
  expect(withinYear('2025-11-20', '2026-11-20')).toBe(true);
});

test('366 days old is not within the year', () => {
  expect(withinYear('2025-11-19', '2026-11-20')).toBe(false);
});

test('the same day is within the year', () => {
  expect(withinYear('2026-11-20', '2026-11-20')).toBe(true);
});

test('a day that is still to come is not within the year', () => {
  expect(withinYear('2026-11-21', '2026-11-20')).toBe(false);
});

test('a calendar year that holds 29 February is 366 days and not within the year', () => {
  expect(daysSince('2027-06-01', '2028-06-01')).toBe(366);
  expect(withinYear('2027-06-01', '2028-06-01')).toBe(false);
  expect(withinYear('2027-06-02', '2028-06-01')).toBe(true);
});

test('29 February is within the year until 28 February of the next', () => {
  expect(withinYear('2028-02-29', '2029-02-28')).toBe(true);
  expect(withinYear('2028-02-29', '2029-03-01')).toBe(false);
});

test('a registration is a year old after 365 days and not after 364', () => {
  expect(aYearOld('2025-11-20', '2026-11-20')).toBe(true);
  expect(aYearOld('2025-11-21', '2026-11-20')).toBe(false);
});

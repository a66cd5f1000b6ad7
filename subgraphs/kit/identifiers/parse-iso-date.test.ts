import { expect, test } from 'vitest';
import { parseIsoDate } from './parse-iso-date.ts';

test('a day that exists passes', () => {
  expect(parseIsoDate(' 2026-11-20 ')).toEqual({ ok: true, date: '2026-11-20' });
  expect(parseIsoDate('2024-02-29')).toMatchObject({ ok: true });
  expect(parseIsoDate('2000-02-29')).toMatchObject({ ok: true });
});

test('a day that does not exist is refused', () => {
  for (const date of [
    '2023-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
  ]) {
    expect(parseIsoDate(date)).toEqual({ ok: false, reason: 'NO_SUCH_DATE' });
  }
});

test('another writing of a date is refused', () => {
  expect(parseIsoDate('')).toEqual({ ok: false, reason: 'MISSING' });
  for (const date of ['2026/11/20', '20261120', '2026-1-2', '2026-11-20T00:00']) {
    expect(parseIsoDate(date)).toEqual({ ok: false, reason: 'MALFORMED' });
  }
});

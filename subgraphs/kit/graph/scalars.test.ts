import { expect, test } from 'vitest';
import { DateScalar, DateTimeScalar } from './scalars.ts';

test.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is a day', (text) => {
  expect(DateScalar.parseValue(text)).toBe(text);
});

test.each(['2026-02-29', '1900-02-29', '2026-04-31', '0000-01-01', '2026-1-1', '20260101', '', 5])(
  '%s is no day',
  (value) => {
    expect(() => DateScalar.parseValue(value)).toThrow('Date is not a day of the calendar');
  },
);

test.each([
  ['2026-11-29T09:00:00+08:00', '2026-11-29T01:00:00.000Z'],
  ['2026-11-29T00:00:00.123456Z', '2026-11-29T00:00:00.123Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ['9999-12-31T23:59:59+08:00', '9999-12-31T15:59:59.000Z'],
])('%s is an instant, told in UTC', (text, told) => {
  expect(DateTimeScalar.serialize(DateTimeScalar.parseValue(text))).toBe(told);
});

test.each([
  '2026-11-29T09:00:00',
  '2026-11-29',
  '2026-02-29T00:00:00Z',
  '2026-11-29T24:00:00Z',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+08:00',
  '9999-12-31T23:59:59-08:00',
  5,
])('%s is no instant that is kept', (value) => {
  expect(() => DateTimeScalar.parseValue(value)).toThrow('DateTime is not an instant');
});

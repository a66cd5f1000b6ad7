import { expect, test } from 'vitest';
import { birthDateOf } from './birth-date-of.ts';

test('numbers built like a resident ID tell the birth date', () => {
  const born = (type: 'RESIDENT_ID' | 'HMT_PERMIT' | 'FOREIGN_PR_ID', number: string) =>
    birthDateOf({ type, number });
  expect(born('RESIDENT_ID', '11010519491231002X')).toBe('1949-12-31');
  expect(born('HMT_PERMIT', '810000199408230021')).toBe('1994-08-23');
  expect(born('FOREIGN_PR_ID', '932682198501010017')).toBe('1985-01-01');
});

test('other numbers do not', () => {
  expect(birthDateOf({ type: 'FOREIGN_PR_ID', number: 'FRA110082010103' })).toBeUndefined();
  expect(birthDateOf({ type: 'USCC', number: '911100001016237418' })).toBeUndefined();
  const passport = { type: 'PASSPORT', number: '110105194912310021', issuingState: 'IND' } as const;
  expect(birthDateOf(passport)).toBeUndefined();
});

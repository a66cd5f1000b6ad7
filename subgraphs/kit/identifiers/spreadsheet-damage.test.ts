import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ID_TYPES } from '../../../schema/contract/codes.ts';
import { parseIdNumber } from './parse-id-number.ts';
import { parsePhone } from './parse-phone.ts';

const reasonOf = (type: string, number: string) => {
  const parsed = parseIdNumber({ type, number, issuingState: 'KOR' }, { asOf: '2026-11-20' });
  return parsed.ok ? 'passes' : `${parsed.field} ${parsed.reason}`;
};
const phoneReason = (text: string) => {
  const parsed = parsePhone(text);
  return parsed.ok ? 'passes' : parsed.reason;
};

test.each([
  ['as shown', '3.30782E+17'],
  ['with all the digits that were kept', '3.30782199001011E+17'],
  ['of one digit', '3E+17'],
  ['in lower case', '3.30782e+17'],
  ['full-width', '３．３０７８２Ｅ＋１７'],
  ['with a decimal comma', '3,30782E+17'],
  ['with an exponent of three digits', '3.30782E+017'],
  ['without its plus', '3.30782199001011232E17'],
  ['in steps of three', '330.78E+15'],
  ['as long as a number is', '3.3078219900101E17'],
])('a number in scientific notation is named as such %s', (_, written) => {
  for (const type of ID_TYPES) {
    expect(reasonOf(type, written), type).toBe('id_number SCIENTIFIC_NOTATION');
  }
  expect(phoneReason(written)).toBe('SCIENTIFIC_NOTATION');
});

test('a phone in scientific notation is named as such', () => {
  for (const written of ['1.38E+10', '1.38001E+10', '8.6138E+12', '1.38e10', ' 1E10 ', '1E+10']) {
    expect(phoneReason(written), written).toBe('SCIENTIFIC_NOTATION');
  }
});

test('an E between digits is notation only where no letter is legal', () => {
  for (const type of ['RESIDENT_ID', 'HMT_PERMIT', 'FOREIGN_PR_ID']) {
    expect(reasonOf(type, '3E17'), type).toBe('id_number SCIENTIFIC_NOTATION');
  }
  expect(reasonOf('USCC', '3E17')).toBe('id_number WRONG_LENGTH');
  for (const number of ['1E5', '3E17', '12E45678', '123E456', 'E12345678']) {
    expect(reasonOf('PASSPORT', number), number).toBe('passes');
  }
});

test('an E that is only mistyped stays a wrong character', () => {
  expect(reasonOf('RESIDENT_ID', '33078219900101E234')).toBe('id_number WRONG_CHARACTERS');
  expect(reasonOf('RESIDENT_ID', '3.3E')).toBe('id_number WRONG_LENGTH');
  expect(reasonOf('PASSPORT', 'A1.2E+46')).toBe('id_number WRONG_CHARACTERS');
});

test('no passport that letters and digits can make is called damaged', () => {
  const passport = fc.stringMatching(/^[\dE]{3,20}$/u);
  fc.assert(
    fc.property(passport, (number) => {
      expect(reasonOf('PASSPORT', number)).toBe('passes');
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test('an organisation code with an E among its digits is read by its check alone', () => {
  const codes = fc.tuple(fc.stringMatching(/^\d{16}$/u), fc.nat({ max: 15 }));
  const checks = Array.from('0123456789ABCDEFGHJKLMNPQRTUWXY');
  fc.assert(
    fc.property(codes, ([digits, at]) => {
      const body = `${digits.slice(0, at)}E${digits.slice(at)}`;
      const reasons = checks.map((check) => reasonOf('USCC', body + check));
      expect(new Set(reasons)).toEqual(new Set(['passes', 'id_number WRONG_CHECK']));
    }),
    { numRuns: 300, seed: 2 },
  );
});

test('a formula is named as such, of whatever type the number is', () => {
  const formulas = ['="330782199001011234"', '=330782199001011234', '＝"13800001234"', '=A2'];
  for (const formula of formulas) {
    for (const type of ID_TYPES) expect(reasonOf(type, formula)).toBe('id_number FORMULA');
    expect(phoneReason(formula)).toBe('FORMULA');
  }
});

test('an apostrophe before a number is named, and not dropped', () => {
  expect(reasonOf('RESIDENT_ID', "'11010519491231002X")).toBe('id_number APOSTROPHE');
  expect(reasonOf('PASSPORT', '’A1071274')).toBe('id_number APOSTROPHE');
  expect(phoneReason("'13800001234")).toBe('APOSTROPHE');
  expect(phoneReason('＇13800001234')).toBe('APOSTROPHE');
});

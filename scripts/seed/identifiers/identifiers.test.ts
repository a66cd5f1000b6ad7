import { isValidPhoneNumber } from 'libphonenumber-js/max';
import { expect, test } from 'vitest';
import { dayOf } from '../base/days.ts';
import { withCheckDigit } from './check-digit.ts';
import { dialledForm, landline, mobile } from './phone.ts';
import { legacyId, residentId } from './resident-id.ts';
import { withUsccCheck } from './uscc.ts';

test.each(['11010519491231002X', '440524188001010014', '810000199408230021', '932682198501010017'])(
  'the published number %s has the check digit computed here',
  (number) => {
    expect(withCheckDigit(number.slice(0, 17))).toBe(number);
  },
);

test('the published company code has the check character computed here', () => {
  expect(withUsccCheck('91110000101623741')).toBe('91110000101623741K');
});

test('the published 15-digit number is the old form of its 18-digit one', () => {
  expect(legacyId('610104196209276908')).toBe('610104620927690');
});

test('who was born in this century has no 15-digit number', () => {
  expect(legacyId(residentId('330782', dayOf('2001-02-03'), 5))).toBeUndefined();
});

test('mobiles and fixed lines are numbers that can be called', () => {
  for (let index = 0; index < 400; index += 1) {
    expect(isValidPhoneNumber(mobile(index * 97, 3), 'CN')).toBe(true);
    expect(isValidPhoneNumber(landline(index * 150_001, 3), 'CN')).toBe(true);
    expect(isValidPhoneNumber(dialledForm(landline(index, 3)))).toBe(true);
  }
});

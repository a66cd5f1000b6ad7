import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskPhone } from './mask-phone.ts';

test('a mainland mobile shows its first three and last four digits', () => {
  expect(maskPhone('+8613812345678')).toBe('138****5678');
});

test('a landline and a foreign number show their beginning and last four digits', () => {
  expect(maskPhone('+8657985551234')).toBe('+8657****1234');
  expect(maskPhone('+85298765432')).toBe('+852****5432');
});

test('what is no phone in E.164 shows nothing', () => {
  expect(maskPhone('13812345678')).toBe('****');
  expect(maskPhone('+123456')).toBe('****');
});

test('a mask hides at least four digits and never contains the number', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\+[1-9]\d{5,14}$/u), (phone) => {
      const mask = maskPhone(phone);
      expect(mask).not.toContain(phone);
      expect(mask.replace(/\D/gu, '').length).toBeLessThanOrEqual(phone.length - 1 - 4);
    }),
    { seed: 1 },
  );
});

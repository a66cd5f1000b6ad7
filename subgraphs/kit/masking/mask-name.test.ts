import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskName } from './mask-name.ts';

test('a Han name shows its surname', () => {
  expect(maskName('张伟')).toBe('张*');
  expect(maskName('欧阳洋兴')).toBe('欧阳*');
  expect(maskName('歐陽洋')).toBe('歐陽*');
  expect(maskName('阿卜杜·热合曼')).toBe('阿*');
});

test('a Latin name shows its initials', () => {
  expect(maskName('João Santos')).toBe('J. S.');
  expect(maskName('SANTOS, MARIA')).toBe('S. M.');
});

test('nothing is left of the shortest names', () => {
  expect(maskName('张')).toBe('*');
  expect(maskName('J')).toBe('*');
  expect(maskName('J. S.')).toBe('*');
  expect(maskName('欧阳')).toBe('欧*');
});

test('a mask never contains the name', () => {
  const unit = fc.constantFrom(...Array.from('张欧阳伟·jSé. ,*'));
  fc.assert(
    fc.property(fc.string({ unit, minLength: 1, maxLength: 8 }), (name) => {
      const plain = name.trim();
      if (/\p{L}/u.test(plain)) expect(maskName(name)).not.toContain(plain);
    }),
    { numRuns: 2000, seed: 3 },
  );
});

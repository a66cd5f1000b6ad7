import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseName } from './normalise-name.ts';

const anyName = fc.string({ unit: 'binary', maxLength: 12 });

test('every dot of a Han name is one dot', () => {
  const dots = ['•', '・', '．', '‧', '･', '·', '.', '⋅'];
  const forms = dots.map((dot) => normaliseName(`阿卜杜${dot}热合曼`));
  expect(new Set(forms)).toEqual(new Set(['阿卜杜·热合曼']));
});

test('spaces go from a Han name, wherever they stand and however wide', () => {
  expect(normaliseName(' 宋\u3000涛 静\u00a0')).toBe('宋涛静');
});

test('a Latin name keeps one space between words and loses its case', () => {
  expect(normaliseName('  ＩＶＡＮ   Smirnov ')).toBe('ivan smirnov');
});

test('full-width brackets in the name of an organisation are half-width ones', () => {
  expect(normaliseName('义乌（国际）贸易有限公司')).toBe(normaliseName('义乌(国际)贸易有限公司'));
});

test('zero-width characters and variation selectors do not count', () => {
  expect(normaliseName('葛\u{e0100}\u200b城')).toBe('葛城');
});

test('a compatibility ideograph is its unified character', () => {
  expect(normaliseName('\uf9e1')).toBe('\u674e');
});

test('normalising twice changes nothing', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const once = normaliseName(name);
      expect(normaliseName(once)).toBe(once);
    }),
    { numRuns: 5000, seed: 1 },
  );
});

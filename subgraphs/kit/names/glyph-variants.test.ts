import { expect, test } from 'vitest';
import { foldHan } from './fold-han.ts';
import { GLYPH_VARIANTS } from './glyph-variants.ts';

test('every pair is two different characters, each variant once', () => {
  for (const [variant, standard] of GLYPH_VARIANTS) {
    expect([Array.from(variant).length, Array.from(standard).length]).toEqual([1, 1]);
    expect(variant).not.toBe(standard);
  }
});

test('every variant and its standard form fold to one', () => {
  for (const [variant, standard] of GLYPH_VARIANTS)
    expect(foldHan(variant)).toBe(foldHan(standard));
});

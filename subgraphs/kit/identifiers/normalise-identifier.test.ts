import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseIdentifier } from './normalise-identifier.ts';

test('full-width, spaces, invisible characters and lower case go', () => {
  expect(normaliseIdentifier(' ３３０\u3000７８２\u200b 002x\ufeff')).toBe('330782002X');
});

test('normalising twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = normaliseIdentifier(text);
      expect(normaliseIdentifier(once)).toBe(once);
    }),
    { numRuns: 3000, seed: 1 },
  );
});

import { expect, test } from 'vitest';
import { nobodyLine, notAskedLine } from './registers-held.ts';

test('who is not asked is named, and who speaks instead', () => {
  const registers = { held: ['police'], missing: ['mall', 'market'] };
  expect(nobodyLine(registers)).toBeUndefined();
  expect(notAskedLine(registers)).toBe(
    'Not asked, since no register of theirs was ever taken in: mall, market ' +
      '(mall.csv, market.csv, with --registers DIR). What is said here is said by police.',
  );
});

test('where no register was ever taken in, that is what is said, and how to name them', () => {
  const registers = { held: [], missing: ['mall', 'police'] };
  expect(notAskedLine(registers)).toBeUndefined();
  expect(nobodyLine(registers)).toBe(
    'No register was ever taken in here, so no agency can answer. ' +
      'Name the folder of registers (mall.csv, police.csv) with --registers DIR.',
  );
});

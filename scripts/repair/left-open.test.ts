import { expect, test } from 'vitest';
import { againLine, leftOpenLine } from './left-open.ts';

const run = { verify: false, reveal: undefined, approve: undefined };

test('parties that could not be asked are named with what happened and what to do', () => {
  expect(leftOpenLine(265, true, run)).toBe(
    '265 parties, since what this command used was stopped in the middle; run the same command again with --resume',
  );
  expect(leftOpenLine(1, true, { ...run, reveal: 'service' })).toMatch(
    /^1 party, .* --resume; no full value could be opened$/u,
  );
  expect(leftOpenLine(2, false, run)).toMatch(/^2 parties not settled by this run; /u);
});

test('nobody is told to resume what keeps nothing', () => {
  expect(leftOpenLine(2, true, { ...run, verify: true })).not.toContain('--resume');
  expect(againLine({ ...run, verify: true })).toBe('Run the same command again.');
  expect(againLine(run)).toContain('--resume');
});

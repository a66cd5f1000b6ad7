import { expect, test } from 'vitest';
import { waitingLine } from './waiting-line.ts';

test('who waits for a person is counted, and the command named that decides', () => {
  const waits = { status: 'NEEDS_REVIEW' } as const;
  expect(waitingLine([waits, { status: 'FOUND' }])).toMatch(/^1 party waits .*npm run review /u);
  expect(waitingLine([waits, waits])).toMatch(/^2 parties wait /u);
});

test('nothing is said where nobody waits', () => {
  expect(waitingLine([{ status: 'FOUND' }])).toBeUndefined();
});

import { expect, test } from 'vitest';
import { FIRST_INSTANT, LAST_INSTANT } from '../../kit/graph/scalars.ts';
import { widened } from './count-sides.ts';

test('a period is asked about with a quarter of an hour on either side', () => {
  const [from, to] = [new Date('2026-11-01T00:00:00Z'), new Date('2026-12-01T00:00:00Z')];
  const asked = { from: '2026-10-31T23:45:00.000Z', to: '2026-12-01T00:15:00.000Z' };
  expect(widened(from, to)).toEqual(asked);
});

test('nobody is asked about an instant that nobody can read', () => {
  const all = { from: '0001-01-01T00:00:00.000Z', to: '9999-12-31T23:59:59.999Z' };
  expect(widened(FIRST_INSTANT, LAST_INSTANT)).toEqual(all);
});

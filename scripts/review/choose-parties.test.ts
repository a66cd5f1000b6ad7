import { expect, test } from 'vitest';
import { absentLine, chooseParties } from './choose-parties.ts';
import type { RepairNow } from './shapes.ts';

const [ONE, TWO] = ['（2026）浙0782民初1号', '（2026）浙0782民初2号'];
const waiting = (id: string, partyRef: string, caseNo: string): RepairNow => ({
  ...{ id, partyRef, caseNo, status: 'NEEDS_REVIEW', flags: ['NAME_SIMILAR'], settledAt: null },
  ...{ problems: [], agencies: [], contacts: [], leftOut: [] },
});
const anywhere = { list: undefined, caseNo: undefined, needed: 'waits for a decision' };
const found = { partyRef: 'P1', caseNo: ONE, status: 'FOUND' } as const;

test('a reference names the party that waits, and one that nobody bears is absent', () => {
  const p1 = waiting('1', 'P1', ONE);
  const { chosen, absent, unclear } = chooseParties(['P1', 'P9'], [p1, waiting('2', 'P2', ONE)]);
  expect([...chosen]).toEqual([['P1', p1]]);
  expect([absent, unclear]).toEqual([['P9'], []]);
});

test('a reference that stands in two cases names nobody until the case is said', () => {
  const { chosen, unclear } = chooseParties(
    ['P1'],
    [waiting('1', 'P1', ONE), waiting('2', 'P1', TWO)],
  );
  expect(chosen.size).toBe(0);
  expect(unclear).toEqual([
    `P1 stands in more than one case: ${ONE}, ${TWO}. Say which with --case CASE_NO.`,
  ]);
});

test('a reference that nobody bears says how to find those that do', () => {
  expect(absentLine('P9', [found], anywhere)).toMatch(/no party P9\. .*npm run review lists/u);
});

test('a party that waits for nothing says how it came out', () => {
  expect(absentLine('P1', [found], anywhere)).toBe(
    `No party P1 waits for a decision: FOUND in ${ONE}.`,
  );
  expect(absentLine('P1', [found], { ...anywhere, list: 'x' })).toContain('P1 of that list waits');
});

test('a party of another case says of which', () => {
  expect(absentLine('P1', [found], { ...anywhere, caseNo: TWO })).toBe(
    `P1 is no party of ${TWO}, but of ${ONE}.`,
  );
});

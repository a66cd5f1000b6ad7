import { expect, test } from 'vitest';
import type { AuthorityProblem } from '../../schema/contract/codes.ts';
import { hiddenLines, refusalLines } from './refusals.ts';

const listed = ['P1', 'P2', 'P3'].map((partyRef) => ({
  ...{ id: `id of ${partyRef}`, caseNo: '（2026）浙0782民初1号' },
  partyRef,
}));
const lacking = { list: 'the-list', clerk: 'a.clerk', unseen: 0 };
const APPROVE =
  'a judge assigns and approves the list with: npm run repair -- --approve the-list --clerk a.clerk';

function lines(refused: [string, AuthorityProblem][], unseen = 0): string[] {
  return refusalLines({ listed, refused: new Map(refused) }, { ...lacking, unseen });
}

test('a list of which nothing was refused has no lines', () => {
  expect(lines([])).toEqual([]);
});

test('each refusal has a line in the order of the list, and what would help is said once', () => {
  expect(
    lines([
      ['id of P3', 'HOURLY_LIMIT'],
      ['id of P1', 'HOURLY_LIMIT'],
    ]),
  ).toEqual(['P1 HOURLY_LIMIT', 'P3 HOURLY_LIMIT', APPROVE]);
});

test('what no approval of the list lifts is not said to be lifted by one', () => {
  expect(lines([['id of P2', 'CONFLICT_OF_INTEREST']])).toEqual(['P2 CONFLICT_OF_INTEREST']);
});

test('parties of which the clerk sees nothing are counted', () => {
  expect(lines([], 4)).toEqual([
    '4 parties of cases that have ended or that a.clerk is not assigned to',
    APPROVE,
  ]);
});

test('a party of which nothing is shown has a line that says why that may be', () => {
  const flags = [['NAME_VARIANT'], ['NOT_AUTHORISED'], []] as const;
  const repairs = listed.map((party, at) => ({ ...party, flags: [...(flags[at] ?? [])] }));
  expect(hiddenLines(repairs)).toEqual([
    expect.stringMatching(/^P2 is not shown: the case has ended, or you have something in common/u),
  ]);
});

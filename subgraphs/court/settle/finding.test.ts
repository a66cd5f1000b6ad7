import { expect, test } from 'vitest';
import type { Outcome } from '../../../schema/contract/codes.ts';
import { findingOf, matchesOf } from './finding.ts';
import type { HopAnswers } from './hop-answers.ts';
import { answer, BY_ID } from './test-support.ts';

function hop(outcome: Outcome, change: Partial<HopAnswers> = {}): HopAnswers {
  const answered = [{ question: BY_ID, answer: answer({ outcome }) }];
  return { status: 'ANSWERED', answered, withheld: [], ...change };
}

test('BLOCKED in the first hop stays, whatever the second says', () => {
  expect(findingOf('police', hop('BLOCKED'), hop('MATCHED')).outcome).toBe('BLOCKED');
});

test('a complete second answer replaces the first', () => {
  const finding = findingOf('mall', hop('REVIEW'), hop('MATCHED'));
  expect(finding.outcome).toBe('MATCHED');
  expect(matchesOf([finding])).toHaveLength(1);
});

test('an incomplete second answer can only add doubt', () => {
  const outcomes = (['MATCHED', 'CONFLICT'] as const).map(
    (second) => findingOf('mall', hop('REVIEW'), hop(second, { status: 'UNAVAILABLE' })).outcome,
  );
  expect(outcomes).toEqual(['REVIEW', 'CONFLICT']);
});

test('an agency that said nothing has no outcome', () => {
  const silent: HopAnswers = { status: 'UNAVAILABLE', answered: [], withheld: [] };
  expect(findingOf('mall', silent)).toMatchObject({ status: 'UNAVAILABLE', outcome: undefined });
});

test('what an agency keeps back in either hop is kept back', () => {
  const first = hop('MATCHED', { withheld: ['ADDRESS'] });
  const second = hop('MATCHED', { withheld: ['PHONE', 'ADDRESS'] });
  expect(findingOf('mall', first, hop('MATCHED')).withheld).toEqual(['ADDRESS']);
  expect(findingOf('mall', first, second).withheld).toEqual(['PHONE', 'ADDRESS']);
});

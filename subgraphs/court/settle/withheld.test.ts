import { expect, test } from 'vitest';
import type { ContactKind } from '../../../schema/contract/codes.ts';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import { firstHop } from './first-hop.ts';
import { secondHop } from './second-hop.ts';
import type { HopReplies } from './settlement.ts';
import {
  answer,
  firstInput,
  household,
  matched,
  phone,
  PHONE,
  questionsOf,
  replies,
  settledOf,
} from './test-support.ts';

/** Replies in which one agency that answered names kinds that it keeps back. */
function keepingBack(said: HopReplies, agency: string, withheld: ContactKind[]): HopReplies {
  const reply = said.get(agency);
  if (reply === undefined) throw new Error('no such agency');
  return new Map([...said, [agency, { ...reply, withheld }]]);
}

function settledWith(said: Record<string, PartyAnswer | 'UNAVAILABLE'>, agency: string) {
  const input = firstInput(said);
  return settledOf(firstHop({ ...input, first: keepingBack(input.first, agency, ['ADDRESS']) }));
}

test('nobody is certified as not to be found while an agency keeps something back', () => {
  expect(settledOf(firstHop(firstInput({}))).status).toBe('NOT_FOUND');
  expect(settledWith({}, 'mall').status).toBe('INCOMPLETE');
  expect(settledWith({ mall: matched([]) }, 'mall').status).toBe('INCOMPLETE');
});

test('what was found elsewhere is found, and the agency says what it kept back', () => {
  const { status, agencies } = settledWith({ police: matched([household('某路1号')]) }, 'mall');
  expect(status).toBe('FOUND');
  expect(agencies['mall']).toMatchObject({ status: 'ANSWERED', withheld: ['ADDRESS'] });
  expect(agencies['police']).not.toHaveProperty('withheld');
});

test('what stops contact or needs a person outweighs what is kept back', () => {
  const blocked = answer({ outcome: 'BLOCKED', blockedBy: 'MINOR' });
  const review = answer({ outcome: 'CONFLICT' });
  expect(settledWith({ police: blocked }, 'mall').status).toBe('BLOCKED');
  expect(settledWith({ police: review }, 'mall').status).toBe('NEEDS_REVIEW');
});

test('an agency that does not answer keeps nothing back', () => {
  const { status, agencies } = settledWith({ mall: 'UNAVAILABLE' }, 'mall');
  expect(status).toBe('INCOMPLETE');
  expect(agencies['mall']).toEqual({ status: 'UNAVAILABLE' });
});

test('what was kept back in the first hop alone still stands after the second', () => {
  const input = firstInput({ police: matched([phone(PHONE)]) });
  const first = keepingBack(input.first, 'mall', ['ADDRESS']);
  const questions = questionsOf(firstHop({ ...input, first }));
  const reassigned = matched([], { phoneReassigned: true });
  const second = replies({ police: reassigned }, questions);
  const settled = secondHop({ ...input, first, second });
  expect(settled.contacts).toEqual([]);
  expect(settled.status).toBe('INCOMPLETE');
  expect(settled.agencies['mall']).toMatchObject({ withheld: ['ADDRESS'] });
});

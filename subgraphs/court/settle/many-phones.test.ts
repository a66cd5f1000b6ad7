import { expect, test } from 'vitest';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import { firstHop } from './first-hop.ts';
import { PHONES_FOLLOWED } from './follow-up.ts';
import { secondHop } from './second-hop.ts';
import type { Settlement } from './settlement.ts';
import { firstInput, matched, phone, questionsOf, replies } from './test-support.ts';

/** Newest first, and one more than are followed. */
const MANY = Array.from({ length: PHONES_FOLLOWED + 1 }, (_, index) =>
  phone(`+86138000001${String(index).padStart(2, '0')}`, `2026-01-${String(20 - index)}`),
);
const OLDEST = MANY.at(-1)?.value;

/** Settles what the police know of somebody, who say `second` in the second hop. */
function settle(second: Partial<PartyAnswer>): Settlement {
  const police = matched(MANY);
  const input = firstInput({ police });
  const said = { police: { ...police, ...second } };
  return secondHop({ ...input, second: replies(said, questionsOf(firstHop(input))) });
}

test('a phone beyond those that are followed comes last, as one that nobody was asked about', () => {
  const { contacts } = settle({});
  expect(contacts.map(({ value }) => value)).toEqual(MANY.map(({ value }) => value));
  const doubted = contacts.filter(({ reasons }) => reasons.includes('NOT_REVERIFIED'));
  expect(doubted.map(({ value }) => value)).toEqual([OLDEST]);
});

test('nobody is NOT_FOUND while a phone of theirs is left that was not followed', () => {
  const settled = settle({ phoneReassigned: true });
  expect(settled).toMatchObject({ status: 'FOUND', flags: ['PHONE_REASSIGNED'] });
  expect(settled.contacts.map(({ value }) => value)).toEqual([OLDEST]);
});

import { expect, test } from 'vitest';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { firstHop } from './first-hop.ts';
import { secondHop } from './second-hop.ts';
import type { Settlement } from './settlement.ts';
import {
  answer,
  BY_ID,
  BY_PHONE,
  elements,
  firstInput,
  household,
  ID,
  matched,
  OTHER_ID,
  OTHER_PHONE,
  PHONE,
  phone,
  questionsOf,
  replies,
} from './test-support.ts';

type Said = Parameters<typeof replies>[0];

const POLICE = matched([phone(PHONE), household('甲')]);
const CONFLICT = answer({
  outcome: 'CONFLICT',
  elements: elements('MISMATCH', 'MATCH', 'NOT_ASKED'),
});
const FORMER = matched([phone(PHONE)], {
  elements: elements('VARIANT', 'MATCH', 'NOT_ASKED'),
  nameReason: 'FORMER_NAME',
  discovered: { currentName: '夏勇' },
});

/** Settles by both hops; in the second an agency says one thing to all questions, or a list. */
function settle(first: Said, second: Said, asked: AskedParty = BY_ID): Settlement {
  const input = firstInput(first, asked);
  return secondHop({ ...input, second: replies(second, questionsOf(firstHop(input))) });
}

/** Answers by name: `current` where the question has the current name, `given` elsewhere. */
function byName(current: PartyAnswer, given: PartyAnswer): PartyAnswer[] {
  return [
    { ...current, ref: '12-1' },
    { ...given, ref: '12-2' },
  ];
}

test('a phone that nobody else holds stays a contact', () => {
  const settled = settle({ police: POLICE }, { police: POLICE });
  expect(settled).toMatchObject({ status: 'FOUND', flags: [] });
  expect(settled.contacts).toMatchObject([
    { value: PHONE, sources: [{ agency: 'police' }], reasons: ['HELD_BY_ONE_REGISTER'] },
    { value: '甲' },
  ]);
});

test('a phone that a newer entry holds under another is no contact: PHONE_REASSIGNED', () => {
  const settled = settle(
    { police: POLICE },
    { police: POLICE, population: answer({ phoneReassigned: true }) },
  );
  expect(settled).toMatchObject({ status: 'FOUND', flags: ['PHONE_REASSIGNED'] });
  expect(settled.leftOut).toEqual([{ phone: PHONE, flag: 'PHONE_REASSIGNED', asked: false }]);
  expect(settled.contacts.map(({ value }) => value)).toEqual(['甲']);
});

test('the given phone, linked by the second hop alone, is none either where another holds it', () => {
  const police = matched([household('甲')], { discovered: { currentName: '夏勇' } });
  const population = matched([phone(PHONE, '2024-06-03')]);
  const asked = { ...BY_ID, phone: PHONE };
  const another = { ...police, phoneReassigned: true };
  const settled = settle({ police }, { police: another, population }, asked);
  expect(settled.status).toBe('FOUND');
  expect(settled.flags).toContain('PHONE_REASSIGNED');
  expect(settled.leftOut).toEqual([{ phone: PHONE, flag: 'PHONE_REASSIGNED', asked: true }]);
  expect(settled.contacts.map(({ value }) => value)).toEqual(['甲']);
  expect(settle({ police }, { police, population }, asked).contacts[0]).toMatchObject({
    value: PHONE,
  });
});

/** What the second hop alone brings of the mall, which leaves out a phone that it links to the party. */
const LEFT_OUT = matched([household('丙')], {
  reassignedPhones: [{ value: OTHER_PHONE, basis: 'REGISTERED_PHONE', observedOn: '2024-06-03' }],
});

test('a phone that a register leaves out in the second hop is reported: PHONE_REASSIGNED', () => {
  const settled = settle({ police: POLICE }, { police: POLICE, mall: LEFT_OUT });
  expect(settled).toMatchObject({ status: 'FOUND', flags: ['PHONE_REASSIGNED'] });
  expect(settled.leftOut).toMatchObject([{ phone: OTHER_PHONE, asked: false }]);
  expect(settled.contacts.map(({ value }) => value)).not.toContain(OTHER_PHONE);
});

test('nor is it a contact where another register links it on no later day', () => {
  const given = (observedOn: string) => {
    const population = matched([phone(OTHER_PHONE, observedOn)]);
    return settle({ police: POLICE }, { police: POLICE, mall: LEFT_OUT, population });
  };
  expect(given('2024-06-03')).toMatchObject({ flags: ['PHONE_REASSIGNED'] });
  expect(given('2024-06-03').contacts.map(({ value }) => value)).not.toContain(OTHER_PHONE);
  // which entry is the newest, nobody knows: it comes last, and is not called reassigned
  expect(given('2024-06-04').flags).toEqual([]);
  expect(given('2024-06-04').contacts.map(({ value }) => value)).toContain(OTHER_PHONE);
});

test('a phone that the register gives all the same, by the other name, is not reassigned', () => {
  const mall = byName(LEFT_OUT, matched([phone(OTHER_PHONE, '2024-06-03')]));
  const settled = settle({ police: FORMER }, { police: FORMER, mall });
  expect(settled.flags).toEqual(['FORMER_NAME']);
  expect(settled.contacts.map(({ value }) => value)).toContain(OTHER_PHONE);
});

test('a given phone that no register links to the party was never theirs: no flag', () => {
  const police = matched([household('甲')], { discovered: { currentName: '夏勇' } });
  const another = { ...police, phoneReassigned: true };
  const settled = settle({ police }, { police: another }, { ...BY_ID, phone: PHONE });
  expect(settled.flags).not.toContain('PHONE_REASSIGNED');
});

test('no usable contact is left when the only phone was reassigned: NOT_FOUND', () => {
  const police = matched([phone(PHONE)]);
  const settled = settle({ police }, { police, mall: answer({ phoneReassigned: true }) });
  expect(settled).toMatchObject({ status: 'NOT_FOUND', flags: ['PHONE_REASSIGNED'], contacts: [] });
});

test('a register reached by the discovered phone adds its contacts', () => {
  const verdicts = elements('MATCH', 'NOT_HELD', 'MATCH');
  const mall = matched([phone(PHONE, '2026-10-01')], { elements: verdicts });
  const settled = settle({ police: POLICE }, { police: POLICE, mall });
  expect(settled.contacts[0]).toMatchObject({ value: PHONE, rank: 1, source: 'mall' });
  expect(settled.agencies.mall).toMatchObject({ outcome: 'MATCHED', elements: verdicts });
});

test('a CONFLICT that the current name resolves is none', () => {
  const settled = settle(
    { police: FORMER, population: CONFLICT },
    { police: FORMER, population: byName(matched([household('乙')]), CONFLICT) },
  );
  expect(settled).toMatchObject({ status: 'FOUND', flags: ['FORMER_NAME'] });
  expect(settled.contacts.map(({ value }) => value)).toEqual([PHONE, '乙']);
  expect(settled.agencies.population?.outcome).toBe('MATCHED');
});

test('a register that holds the former name only is matched still', () => {
  const mall = matched([household('丙')]);
  const settled = settle(
    { police: FORMER, mall },
    { police: FORMER, mall: byName(CONFLICT, mall) },
  );
  expect(settled).toMatchObject({ status: 'FOUND', agencies: { mall: { outcome: 'MATCHED' } } });
});

test('a phone is not reassigned when the other person goes by the former name', () => {
  const settled = settle(
    { police: FORMER },
    { police: FORMER, mall: byName(answer({ phoneReassigned: true }), matched([phone(PHONE)])) },
  );
  expect(settled.flags).toEqual(['FORMER_NAME']);
  expect(settled.contacts).toMatchObject([{ value: PHONE }]);
});

test('a CONFLICT still there after the second hop outweighs a match elsewhere', () => {
  const settled = settle(
    { police: FORMER, population: CONFLICT },
    { police: FORMER, population: CONFLICT },
  );
  expect(settled).toMatchObject({
    status: 'NEEDS_REVIEW',
    flags: ['NAME_MISMATCH'],
    contacts: [],
  });
});

test('a CONFLICT that only the second hop met outweighs a match elsewhere', () => {
  const settled = settle({ police: POLICE }, { police: POLICE, mall: CONFLICT });
  expect(settled).toMatchObject({ status: 'NEEDS_REVIEW', contacts: [] });
});

test('a doubt stays when the agency is silent in the second hop', () => {
  const settled = settle(
    { police: FORMER, population: CONFLICT },
    { police: FORMER, population: 'UNAVAILABLE' },
  );
  expect(settled).toMatchObject({ status: 'NEEDS_REVIEW', flags: ['NAME_MISMATCH'] });
});

test('a REVIEW among namesakes that the discovered ID number resolves is none', () => {
  const verdicts = elements('MATCH', 'NOT_ASKED', 'MATCH');
  const police = matched([phone(PHONE)], { elements: verdicts, discovered: { id: ID } });
  const namesakes = answer({ outcome: 'REVIEW', elements: verdicts });
  const settled = settle(
    { police, mall: namesakes },
    { police: matched([phone(PHONE)]), mall: answer() },
    BY_PHONE,
  );
  expect(settled).toMatchObject({ status: 'FOUND', agencies: { mall: { outcome: 'NO_RECORD' } } });
});

test('BLOCKED in the second hop blocks', () => {
  const population = answer({ outcome: 'BLOCKED', blockedBy: 'PROTECTED' });
  const settled = settle({ police: POLICE }, { police: POLICE, population });
  expect(settled).toMatchObject({ status: 'BLOCKED', flags: ['PROTECTED'], contacts: [] });
});

test('two ID numbers after the second hop: NEEDS_REVIEW, PHONE_HELD_BY_ANOTHER', () => {
  const mall = matched([phone(PHONE)], { elements: elements('MATCH', 'NOT_ASKED', 'MATCH') });
  const settled = settle(
    { mall },
    {
      mall,
      police: matched([], { discovered: { id: ID } }),
      market: matched([], { discovered: { id: OTHER_ID } }),
    },
    BY_PHONE,
  );
  expect(settled).toMatchObject({ status: 'NEEDS_REVIEW', flags: ['PHONE_HELD_BY_ANOTHER'] });
});

test('a second answer that withdraws a match withdraws its contacts', () => {
  const mall = matched([household('丙')], { elements: elements('MATCH', 'NOT_ASKED', 'MATCH') });
  const police = matched([phone(PHONE)], { discovered: { id: ID } });
  const settled = settle({ police, mall }, { police, mall: answer() }, BY_PHONE);
  expect(settled.contacts.map(({ value }) => value)).toEqual([PHONE]);
});

test('an agency silent in the second hop: INCOMPLETE, its contacts so far are given', () => {
  const settled = settle({ police: POLICE }, { police: 'UNAVAILABLE' });
  expect(settled).toMatchObject({
    status: 'INCOMPLETE',
    agencies: { police: { status: 'UNAVAILABLE', outcome: 'MATCHED' } },
  });
  expect(settled.contacts[0]?.reasons).toContain('NOT_REVERIFIED');
});

test('an agency that answers only some of the questions is silent, but its BLOCKED counts', () => {
  const first = { police: matched([phone(PHONE), phone(OTHER_PHONE)]) };
  const partly = [answer({ ref: '12-1' })];
  expect(settle(first, { police: first.police, mall: partly }).status).toBe('INCOMPLETE');
  const stop = [answer({ ref: '12-1', outcome: 'BLOCKED', blockedBy: 'DECEASED' })];
  expect(settle(first, { police: first.police, mall: stop }).status).toBe('BLOCKED');
});

test('an agency silent in the first hop that answers the second has answered', () => {
  const settled = settle({ police: POLICE, mall: 'UNAVAILABLE' }, { police: POLICE });
  expect(settled).toMatchObject({ status: 'FOUND', agencies: { mall: { status: 'ANSWERED' } } });
});

test('an agency silent in the first hop that brings a new phone in the second: INCOMPLETE', () => {
  const settled = settle(
    { police: POLICE, mall: 'UNAVAILABLE' },
    { police: POLICE, mall: matched([phone(OTHER_PHONE)]) },
  );
  expect(settled).toMatchObject({
    status: 'INCOMPLETE',
    agencies: { mall: { status: 'UNAVAILABLE' } },
  });
});

test('an agency silent in the first hop that brings an ID number in the second: INCOMPLETE', () => {
  const mall = matched([phone(PHONE)], { elements: elements('MATCH', 'NOT_ASKED', 'MATCH') });
  const police = matched([], { discovered: { id: ID } });
  const settled = settle({ mall, police: 'UNAVAILABLE' }, { mall, police }, BY_PHONE);
  expect(settled.status).toBe('INCOMPLETE');
});

test('an agency silent in the first hop that brings a name in the second: INCOMPLETE', () => {
  const mall = matched([phone(PHONE)]);
  const settled = settle({ mall, police: 'UNAVAILABLE' }, { mall, police: FORMER });
  expect(settled.status).toBe('INCOMPLETE');
});

test('a phone that only the second hop brought is given as not verified again', () => {
  const population = matched([phone(OTHER_PHONE)]);
  const settled = settle({ police: POLICE }, { police: POLICE, population });
  const reasons = settled.contacts.map(({ value, reasons: given }) => [value, given]);
  expect(reasons).toContainEqual([OTHER_PHONE, ['HELD_BY_ONE_REGISTER', 'NOT_REVERIFIED']]);
  expect(settled.status).toBe('FOUND');
});

test('of two phones the one of which everybody was asked comes first, though it is older', () => {
  const police = matched([phone(PHONE, '2024-01-01')]);
  const population = matched([phone(OTHER_PHONE, '2026-01-01')]);
  const { contacts } = settle({ police }, { police, population });
  expect(contacts.map(({ value }) => value)).toEqual([PHONE, OTHER_PHONE]);
});

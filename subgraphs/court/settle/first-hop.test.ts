import { expect, test } from 'vitest';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { firstHop } from './first-hop.ts';
import { PHONES_FOLLOWED } from './follow-up.ts';
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
  settledOf,
} from './test-support.ts';

const HOME = household('甲');
const CONFLICT = answer({
  outcome: 'CONFLICT',
  elements: elements('MISMATCH', 'MATCH', 'NOT_ASKED'),
});
const SIMILAR = answer({ outcome: 'REVIEW', elements: elements('SIMILAR', 'MATCH', 'NOT_ASKED') });
const PHONE_OF_ANOTHER = answer({ elements: elements('NOT_HELD', 'NOT_ASKED', 'MISMATCH') });
const ORGANISATION: AskedParty = {
  ref: '12',
  caseNo: BY_ID.caseNo,
  partyType: 'ORGANISATION',
  id: { type: 'USCC', number: '91110000101623741K' },
};

function blocked(blockedBy: PartyAnswer['blockedBy']): PartyAnswer {
  return answer({ outcome: 'BLOCKED', ...(blockedBy && { blockedBy }) });
}

function settle(said: Parameters<typeof firstInput>[0], asked = BY_ID): Settlement {
  return settledOf(firstHop(firstInput(said, asked)));
}

function questions(said: Parameters<typeof firstInput>[0], asked = BY_ID): AskedParty[] {
  return questionsOf(firstHop(firstInput(said, asked)));
}

test('nobody holds the party: NOT_FOUND', () => {
  expect(settle({})).toMatchObject({ status: 'NOT_FOUND', flags: [], contacts: [] });
});

test('one contact and every agency answered: FOUND', () => {
  const settled = settle({ police: matched([HOME]) });
  expect(settled).toMatchObject({ status: 'FOUND', flags: [], contacts: [{ value: '甲' }] });
  expect(settled.agencies.police).toMatchObject({ status: 'ANSWERED', outcome: 'MATCHED' });
});

test('a match without any contact: NOT_FOUND', () => {
  expect(settle({ police: matched([]) }).status).toBe('NOT_FOUND');
});

test.each(['UNAVAILABLE', 'REFUSED'] as const)('an agency says %s: INCOMPLETE', (status) => {
  const settled = settle({ mall: status });
  expect(settled).toMatchObject({ status: 'INCOMPLETE', contacts: [] });
  expect(settled.agencies.mall).toEqual({ status });
});

test('INCOMPLETE gives the contacts found so far', () => {
  const settled = settle({ police: matched([HOME]), mall: 'UNAVAILABLE' });
  expect(settled).toMatchObject({ status: 'INCOMPLETE', contacts: [{ value: '甲' }] });
});

test('an agency whose reply leaves the party out is UNAVAILABLE', () => {
  const settled = settle({ mall: [answer({ ref: '13' })] });
  expect(settled).toMatchObject({
    status: 'INCOMPLETE',
    agencies: { mall: { status: 'UNAVAILABLE' } },
  });
});

test('an agency that answers one party twice is UNAVAILABLE', () => {
  expect(settle({ mall: [answer(), answer()] }).status).toBe('INCOMPLETE');
});

test('an asked agency of which there is no reply is UNAVAILABLE', () => {
  const settled = settledOf(firstHop({ ...firstInput({}), first: new Map() }));
  expect(settled.status).toBe('INCOMPLETE');
});

test('of a protected child it is told that it is one: its guardian is to be found', () => {
  const child = { type: 'RESIDENT_ID', number: '330782201505050019' } as const;
  const settled = settle({ police: blocked('PROTECTED') }, { ...BY_ID, id: child });
  expect(settled).toMatchObject({ status: 'BLOCKED', flags: ['PROTECTED', 'MINOR'] });
});

test.each(['DECEASED', 'PROTECTED', 'MINOR'] as const)(
  'one agency says BLOCKED by %s: the repair is blocked whatever the others say',
  (reason) => {
    const settled = settle({
      police: blocked(reason),
      population: matched([phone(PHONE)]),
      market: CONFLICT,
      mall: 'UNAVAILABLE',
    });
    expect(settled).toMatchObject({ status: 'BLOCKED', flags: [reason], contacts: [] });
  },
);

test('of a protected person nobody is told where else they are registered', () => {
  const said = { police: blocked('PROTECTED'), mall: matched([phone(PHONE)]), market: CONFLICT };
  expect(settle(said).agencies).toMatchObject({
    police: { status: 'ANSWERED', outcome: 'BLOCKED', blockedBy: 'PROTECTED' },
  });
  expect(settle(said).agencies.mall).toEqual({ status: 'ANSWERED' });
  expect(settle(said).agencies.market).toEqual({ status: 'ANSWERED' });
  const died = settle({ ...said, police: blocked('DECEASED') });
  expect(died.agencies.mall).toMatchObject({ outcome: 'MATCHED' });
});

test('nothing is asked again about a blocked party', () => {
  const said = { police: blocked('PROTECTED'), population: matched([phone(PHONE)]) };
  expect(settle(said).status).toBe('BLOCKED');
});

test('a match without any contact is NOT_FOUND, whoever holds the given phone', () => {
  const said = { police: matched([]), mall: PHONE_OF_ANOTHER };
  expect(settle(said, { ...BY_ID, phone: PHONE })).toMatchObject({
    status: 'NOT_FOUND',
    flags: [],
  });
});

test('a CONFLICT that nothing could resolve: NEEDS_REVIEW, NAME_MISMATCH, in spite of a match', () => {
  const settled = settle({ police: CONFLICT, population: matched([phone(PHONE), HOME]) });
  expect(settled).toMatchObject({
    status: 'NEEDS_REVIEW',
    flags: ['NAME_MISMATCH'],
    contacts: [],
  });
});

test('a REVIEW for a similar name: NEEDS_REVIEW, NAME_SIMILAR', () => {
  const settled = settle({ police: SIMILAR, mall: 'UNAVAILABLE' });
  expect(settled).toMatchObject({ status: 'NEEDS_REVIEW', flags: ['NAME_SIMILAR'] });
  expect(settled.agencies.police?.elements?.name).toBe('SIMILAR');
});

test('a REVIEW under an equal name: NEEDS_REVIEW, PHONE_HELD_BY_ANOTHER', () => {
  const verdicts = elements('MATCH', 'NOT_ASKED', 'MATCH');
  const namesakes = answer({ outcome: 'REVIEW', elements: verdicts });
  const settled = settle({ mall: namesakes }, BY_PHONE);
  expect(settled).toMatchObject({ status: 'NEEDS_REVIEW', flags: ['PHONE_HELD_BY_ANOTHER'] });
});

test('the phone stands under others and nobody matched: NEEDS_REVIEW, PHONE_HELD_BY_ANOTHER', () => {
  const settled = settle({ police: PHONE_OF_ANOTHER }, BY_PHONE);
  expect(settled).toMatchObject({ status: 'NEEDS_REVIEW', flags: ['PHONE_HELD_BY_ANOTHER'] });
});

test('the phone stands under others but an agency is silent: INCOMPLETE', () => {
  const settled = settle({ police: PHONE_OF_ANOTHER, mall: 'UNAVAILABLE' }, BY_PHONE);
  expect(settled).toMatchObject({ status: 'INCOMPLETE', flags: [] });
});

test('two ID numbers for one name and phone: NEEDS_REVIEW, PHONE_HELD_BY_ANOTHER', () => {
  const settled = settle(
    {
      police: matched([phone(PHONE)], { discovered: { id: ID } }),
      mall: matched([phone(PHONE)], { discovered: { id: OTHER_ID } }),
    },
    BY_PHONE,
  );
  expect(settled).toMatchObject({
    status: 'NEEDS_REVIEW',
    flags: ['PHONE_HELD_BY_ANOTHER'],
    contacts: [],
  });
});

test('a name in another form travels as NAME_VARIANT', () => {
  const verdicts = elements('VARIANT', 'MATCH', 'NOT_ASKED');
  const police = matched([HOME], { elements: verdicts, nameReason: 'TRADITIONAL_FORM' });
  expect(settle({ police })).toMatchObject({ status: 'FOUND', flags: ['NAME_VARIANT'] });
});

test.each(['DEREGISTERED', 'REVOKED'] as const)('an organisation travels as %s', (state) => {
  const market = matched([HOME], { enterpriseStatus: state, legalRepresentative: '孙洋' });
  expect(settle({ market }, ORGANISATION)).toMatchObject({
    status: 'FOUND',
    flags: [state],
    legalRepresentative: '孙洋',
  });
});

test('the state of an enterprise says nothing about a person who represents it', () => {
  const market = matched([HOME], { enterpriseStatus: 'REVOKED' });
  expect(settle({ market }).flags).toEqual([]);
});

test('the legal representative is not named when a human must decide', () => {
  const market = matched([HOME], { legalRepresentative: '孙洋' });
  const settled = settle({ market, mall: CONFLICT }, ORGANISATION);
  expect(settled).not.toHaveProperty('legalRepresentative');
});

test('an organisation asked by its code is settled by the first hop, phones or not', () => {
  const settled = settle({ market: matched([phone(PHONE)]) }, ORGANISATION);
  expect(settled).toMatchObject({ status: 'FOUND', contacts: [{ value: PHONE }] });
  expect(settled.contacts[0]?.reasons).not.toContain('NOT_REVERIFIED');
});

test('a discovered phone is put to the agencies again with the day it was last seen', () => {
  const said = {
    police: matched([phone(PHONE, '2024-05-01')]),
    mall: matched([phone(PHONE, '2026-05-01')]),
  };
  expect(questions(said)).toEqual([
    { ...BY_ID, ref: '12-1', phone: PHONE, phoneObservedOn: '2026-05-01' },
  ]);
});

test('discovered phones are asked about newest first, after the given one', () => {
  const given: AskedParty = { ...BY_ID, phone: '+8613800000009' };
  const said = { police: matched([phone(PHONE, '2024-05-01'), phone(OTHER_PHONE, '2026-05-01')]) };
  const asked = questions(said, given).map((question) => [question.ref, question.phone]);
  expect(asked).toEqual([
    ['12-1', '+8613800000009'],
    ['12-2', OTHER_PHONE],
    ['12-3', PHONE],
  ]);
});

test('of the given phone, unless some register holds it, every other holder is to be told', () => {
  const [first] = questions({ police: matched([HOME], { discovered: { id: ID } }) }, BY_PHONE);
  expect(first).toEqual({ ...BY_PHONE, ref: '12-1', id: ID, phoneObservedOn: '1900-01-01' });
});

test('a discovered ID number is put to the agencies again', () => {
  const said = { police: matched([phone(PHONE)], { discovered: { id: ID } }) };
  expect(questions(said, BY_PHONE)).toMatchObject([{ name: '夏伟勇', id: ID, phone: PHONE }]);
});

test('a current name is put to the agencies again, beside the one given', () => {
  const said = {
    police: matched([phone(PHONE)], { discovered: { currentName: '夏勇' } }),
    population: CONFLICT,
  };
  expect(questions(said)).toMatchObject([
    { ref: '12-1', name: '夏勇', id: ID, phone: PHONE },
    { ref: '12-2', name: '夏伟勇', id: ID, phone: PHONE },
  ]);
});

test('a doubt that a discovered ID number could resolve is followed', () => {
  const said = { police: matched([], { discovered: { id: ID } }), mall: SIMILAR };
  expect(questions(said, BY_PHONE)).toHaveLength(1);
});

test('no more phones are followed than the limit', () => {
  const many = Array.from({ length: 12 }, (_, index) => phone(`+86138000000${String(index + 10)}`));
  expect(questions({ police: matched(many) })).toHaveLength(PHONES_FOLLOWED);
});

import { expect, test } from 'vitest';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { firstHop } from './first-hop.ts';
import { secondHop } from './second-hop.ts';
import {
  answer,
  BY_ID,
  elements,
  firstInput,
  household,
  matched,
  OTHER_PHONE,
  PHONE,
  phone,
  questionsOf,
  replies,
  settledOf,
} from './test-support.ts';

const OPENED: AskedParty = { ...BY_ID, protectionLifted: true };
const first = (said: Parameters<typeof replies>[0], asked = OPENED) =>
  settledOf(firstHop(firstInput(said, asked)));

test('what comes of opening a protected person says so beside its status', () => {
  const home = matched([household('甲')]);
  expect(first({ police: home })).toMatchObject({ status: 'FOUND', flags: ['PROTECTED'] });
  expect(first({})).toMatchObject({ status: 'NOT_FOUND', flags: ['PROTECTED'] });
  expect(first({ police: home, mall: 'UNAVAILABLE' })).toMatchObject({
    ...{ status: 'INCOMPLETE', flags: ['PROTECTED'] },
  });
  const similar = answer({
    ...{ outcome: 'REVIEW', elements: elements('SIMILAR', 'MATCH', 'NOT_ASKED') },
  });
  expect(first({ police: similar })).toMatchObject({
    ...{ status: 'NEEDS_REVIEW', flags: ['NAME_SIMILAR', 'PROTECTED'], contacts: [] },
  });
});

test('another reason to stop is named alone, and a plain repair is not called protected', () => {
  const dead = answer({ outcome: 'BLOCKED', blockedBy: 'DECEASED' });
  expect(first({ police: dead })).toMatchObject({ status: 'BLOCKED', flags: ['DECEASED'] });
  const plain = first({ police: matched([household('甲')]) }, BY_ID);
  expect(plain).toMatchObject({ status: 'FOUND', flags: [] });
});

test('the second hop carries the opening, every question of it, and so does its outcome', () => {
  const police = matched([phone(PHONE), phone(OTHER_PHONE), household('甲')]);
  const input = firstInput({ police }, OPENED);
  const questions = questionsOf(firstHop(input));
  expect(questions.map(({ protectionLifted }) => protectionLifted)).toEqual([true, true]);
  const settled = secondHop({ ...input, second: replies({ police }, questions) });
  expect(settled).toMatchObject({ status: 'FOUND', flags: ['PROTECTED'] });
  const plain = questionsOf(firstHop(firstInput({ police }, BY_ID)));
  expect(plain.some((question) => 'protectionLifted' in question)).toBe(false);
});

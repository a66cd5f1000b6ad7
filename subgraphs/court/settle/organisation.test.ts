import { expect, test } from 'vitest';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { firstHop } from './first-hop.ts';
import { secondHop } from './second-hop.ts';
import {
  address,
  BY_PHONE,
  firstInput,
  matched,
  OTHER_PHONE,
  PHONE,
  phone,
  questionsOf,
  replies,
} from './test-support.ts';

const CODE = { type: 'USCC', number: '91110000101623741K' } as const;
const BY_NAME: AskedParty = { ...BY_PHONE, partyType: 'ORGANISATION', name: '雪秀商行' };
const MARKET = matched([phone(PHONE)], { discovered: { id: CODE } });

test('the code that name and phone brought is put to the agencies again', () => {
  const follow = questionsOf(firstHop(firstInput({ market: MARKET }, BY_NAME)));
  expect(follow).toMatchObject([
    { partyType: 'ORGANISATION', name: '雪秀商行', id: CODE, phone: PHONE },
  ]);
});

test('an organisation asked by name and phone is found where its code alone is known', () => {
  const input = firstInput({ market: MARKET }, BY_NAME);
  const { agency: _, ...stall } = address();
  const said = { market: MARKET, mall: matched([phone(OTHER_PHONE), stall]) };
  const settled = secondHop({ ...input, second: replies(said, questionsOf(firstHop(input))) });
  expect(settled).toMatchObject({ status: 'FOUND', flags: [], leftOut: [] });
  expect(settled.contacts).toMatchObject([
    { value: PHONE, source: 'market', reasons: ['HELD_BY_ONE_REGISTER'] },
    { value: OTHER_PHONE, source: 'mall', reasons: ['HELD_BY_ONE_REGISTER'] },
    { value: stall.value, source: 'mall' },
  ]);
});

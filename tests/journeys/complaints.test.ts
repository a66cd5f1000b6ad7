import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { answerer, party, resident, residentId, subscriber } from '../support/people.ts';
import { restoreRegisters } from '../support/restore-registers.ts';
import { runSample, sampleAnswers } from '../support/run-sample.ts';
import { fillRegisters, runParties } from '../support/small-world.ts';
import type { Outcome, Row } from '../support/small-world.ts';

const { home } = inject('sample');
const USCC = '91110000101623741K';
const [shop, namesake] = [residentId('19750201', 11), residentId('19750201', 13)];
const [SHOP_PHONE, FIRM_PHONE, GONE] = ['13957920001', '13957920002', '13957920003'];
const [SHOP, FIRM] = ['浙江省义乌市北苑街道投诉路1号', '浙江省义乌市北苑街道投诉路2号'];
const [HOUSE, SEAT] = ['浙江省义乌市稠江街道一号', '浙江省义乌市稠江街道二号'];

const registers: Record<string, Row[]> = {
  police: [
    resident(shop, '孔繁森', HOUSE),
    resident(namesake, '孔繁森', '浙江省义乌市稠江街道三号'),
  ],
  market: [
    {
      ...{ uscc: USCC, enterprise_name: '义乌市雪秀商行', status: 'ACTIVE' },
      ...{ registered_address: SEAT, updated_on: '2025-01-01', contact_phone: GONE },
    },
  ],
  complaints: [
    answerer('c1', '孔繁森', SHOP, {
      ...{ merchant_id_type: 'RESIDENT_ID', merchant_id_number: shop, phone: SHOP_PHONE },
    }),
    answerer('c2', '管家人', FIRM, { uscc: USCC, phone: FIRM_PHONE }),
  ],
  telecom: [
    { ...subscriber(GONE, '义乌市雪秀商行', '', { status: 'CANCELLED' }), id_type: 'USCC' },
  ].map((row) => ({ ...row, id_number: USCC })),
};

const parties: Row[] = [
  party('shop', '孔繁森', { id_number: shop }),
  party('shop-by-phone', '孔繁森', { phone: SHOP_PHONE }),
  party('namesake', '孔繁森', { id_number: namesake }),
  {
    ...party('firm', '义乌市雪秀商行', { id_number: USCC }),
    ...{ party_type: 'ORGANISATION', id_type: 'USCC' },
  },
];

const outcomes: Record<string, Outcome> = {};

beforeAll(async () => {
  await fillRegisters(registers);
  Object.assign(outcomes, await runParties(parties));
});
afterAll(() => restoreRegisters(home, Object.keys(registers)));

describe('a merchant who answered a complaint', () => {
  const own = [`ADDRESS ${SHOP}`, `ADDRESS ${HOUSE}`, `PHONE ${SHOP_PHONE}`].sort();
  test('is found by ID number with what they gave, and by that phone everywhere', () => {
    expect(outcomes['shop']).toEqual({ status: 'FOUND', flags: [], contacts: own });
    expect(outcomes['shop-by-phone']).toEqual(outcomes['shop']);
  });
  test('is not taken for a namesake', () => {
    expect(outcomes['namesake']?.contacts).toEqual(['ADDRESS 浙江省义乌市稠江街道三号']);
  });
});

test('an enterprise is reached where its people answered, and not under a line it gave up', () => {
  expect(outcomes['firm']).toEqual({
    ...{ status: 'FOUND', flags: ['PHONE_DEAD'] },
    contacts: [`ADDRESS ${FIRM}`, `ADDRESS ${SEAT}`, `PHONE ${FIRM_PHONE}`].sort(),
    leftOut: ['PHONE_DEAD 139****0003 held'],
  });
});

test('the address comes first within a year and as a lead later', async () => {
  await restoreRegisters(home, Object.keys(registers));
  const answers = sampleAnswers();
  const categoryOf = new Map(answers.map((one) => [one.party_ref, one.category]));
  const only = ({ partyRef }: { partyRef: string }) =>
    categoryOf.get(partyRef)?.startsWith('complaint_') === true;
  const { repairs } = await runSample({ only });
  const ranks = repairs.map(({ partyRef, contacts }) => {
    const given = contacts.find(
      ({ kind, sources }) =>
        kind === 'ADDRESS' && sources.some(({ agency }) => agency === 'complaints'),
    );
    return [categoryOf.get(partyRef), given?.rank, given?.reasons];
  });
  const recent = ['complaint_contact', 4, ['UPDATED_WITHIN_YEAR']];
  const old = ['complaint_old', 6, ['OLDER_THAN_A_YEAR']];
  expect(ranks).toEqual([recent, recent, old, old, recent, recent, old]);
});

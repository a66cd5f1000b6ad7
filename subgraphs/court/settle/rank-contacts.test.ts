import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CONTACT_BASES } from '../../../schema/contract/codes.ts';
import { compareContacts, contactKey, rankContacts } from './rank-contacts.ts';
import type { SourcedLead } from './ranked-contact.ts';
import { address, AS_OF, OTHER_PHONE, PHONE, phone } from './test-support.ts';

const HOUSEHOLD = address({ value: '甲', basis: 'HOUSEHOLD_REGISTRATION', agency: 'police' });
const RESIDENCE = address({
  value: '乙',
  basis: 'RESIDENCE_REGISTRATION',
  agency: 'population',
  observedOn: '2020-01-01',
});

function held(agency: string, value: string, observedOn: string): SourcedLead {
  return { ...phone(value, observedOn), agency };
}

function values(leads: SourcedLead[]): string[] {
  return rankContacts(leads, AS_OF).map(({ value }) => value);
}

test('civil activity within the year goes before every registration', () => {
  expect(values([HOUSEHOLD, RESIDENCE, address({ value: '丙' })])).toEqual(['丙', '乙', '甲']);
});

test('the registered residence goes before a newer household registration', () => {
  expect(values([HOUSEHOLD, RESIDENCE])).toEqual(['乙', '甲']);
});

test('within a rank the newer observation goes first', () => {
  const older = address({ value: '丁', observedOn: '2026-11-01' });
  expect(values([older, address({ value: '丙', observedOn: '2026-11-02' })])).toEqual(['丙', '丁']);
});

test('a phone held by two registers goes before a newer one held by one', () => {
  const leads = [
    held('mall', OTHER_PHONE, '2026-11-01'),
    held('police', PHONE, '2019-01-01'),
    held('population', PHONE, '2020-01-01'),
  ];
  const [first, second] = rankContacts(leads, AS_OF);
  expect(first).toMatchObject({ value: PHONE, rank: 1, rule: 'PHONE_TWO_REGISTERS' });
  expect(second).toMatchObject({ value: OTHER_PHONE, rank: 2, rule: 'PHONE_ONE_REGISTER' });
});

test('two entries of one agency are one register', () => {
  const leads = [held('mall', PHONE, '2026-11-01'), held('mall', PHONE, '2026-10-01')];
  expect(rankContacts(leads, AS_OF)).toMatchObject([{ rank: 2 }]);
});

test('among phones of one rank the newer goes first', () => {
  const leads = [held('mall', PHONE, '2026-10-01'), held('police', OTHER_PHONE, '2026-10-02')];
  expect(values(leads)).toEqual([OTHER_PHONE, PHONE]);
});

test('of two phones seen on one day the one of the stronger match goes first, and no earlier one', () => {
  const weak = { ...held('mall', PHONE, '2026-10-01'), strength: 12 };
  const strong = { ...held('police', OTHER_PHONE, '2026-10-01'), strength: 31 };
  const newer = { ...held('police', '+8613900000009', '2026-10-02'), strength: 1 };
  expect(values([weak, strong, newer])).toEqual(['+8613900000009', OTHER_PHONE, PHONE]);
});

test('one phone from three registers is one contact with three sources, newest first', () => {
  const leads = [
    held('police', PHONE, '2024-01-01'),
    held('mall', PHONE, '2026-01-01'),
    held('market', PHONE, '2025-01-01'),
  ];
  const [contact, ...others] = rankContacts(leads, AS_OF);
  expect(others).toEqual([]);
  expect(contact).toMatchObject({ source: 'mall', observedOn: '2026-01-01' });
  expect(contact?.sources.map(({ agency }) => agency)).toEqual(['mall', 'market', 'police']);
});

test('the same entry brought by both hops is one source', () => {
  const [contact] = rankContacts([HOUSEHOLD, HOUSEHOLD], AS_OF);
  expect(contact?.sources).toHaveLength(1);
});

test('addresses that differ in width and spaces only are one contact', () => {
  const leads = [
    address({ value: '福田路９号' }),
    address({ value: ' 福田路 9号', agency: 'police' }),
  ];
  expect(rankContacts(leads, AS_OF)).toHaveLength(1);
});

test('of two leases written down on one day the reasons do not depend on input order', () => {
  const ended = address({ validTo: '2026-01-01' });
  const current = address({ validTo: '2028-01-01' });
  expect(rankContacts([ended, current], AS_OF)).toEqual(rankContacts([current, ended], AS_OF));
});

test('an address takes rank, source and date from its best source', () => {
  const stall = address({ basis: 'STALL_ADDRESS', value: '乙', agency: 'mall' });
  expect(rankContacts([stall, RESIDENCE], AS_OF)).toMatchObject([
    { rank: 5, source: 'population', basis: 'RESIDENCE_REGISTRATION', observedOn: '2020-01-01' },
  ]);
});

const date = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const lead: fc.Arbitrary<SourcedLead> = fc.record(
  {
    kind: fc.constantFrom('PHONE', 'ADDRESS'),
    value: fc.constantFrom('甲1', '甲 1', '甲１', '乙', '丙', '丁'),
    basis: fc.constantFrom(...CONTACT_BASES),
    observedOn: date,
    validFrom: date,
    validTo: date,
    agency: fc.constantFrom('police', 'population', 'market', 'mall'),
  },
  { requiredKeys: ['kind', 'value', 'basis', 'observedOn', 'agency'] },
);

test('ranking is a total order: distinct contacts never compare equal', () => {
  fc.assert(
    fc.property(fc.array(lead, { maxLength: 20 }), (leads) => {
      const ranked = rankContacts(leads, AS_OF);
      for (const [i, a] of ranked.entries()) {
        for (const [j, b] of ranked.entries()) {
          expect(Math.sign(compareContacts(a, b))).toBe(Math.sign(i - j));
        }
      }
    }),
  );
});

test('ranking is stable under input order', () => {
  const twoOrders = fc
    .array(lead, { maxLength: 20 })
    .chain((leads) =>
      fc.tuple(
        fc.constant(leads),
        fc.shuffledSubarray(leads, { minLength: leads.length, maxLength: leads.length }),
      ),
    );
  fc.assert(
    fc.property(twoOrders, ([one, other]) => {
      expect(rankContacts(other, AS_OF)).toEqual(rankContacts(one, AS_OF));
    }),
  );
});

test('ranking loses no contact and invents none', () => {
  fc.assert(
    fc.property(fc.array(lead, { maxLength: 20 }), (leads) => {
      const ranked = rankContacts(leads, AS_OF).map(contactKey);
      expect(ranked.toSorted()).toEqual([...new Set(leads.map(contactKey))].toSorted());
    }),
  );
});

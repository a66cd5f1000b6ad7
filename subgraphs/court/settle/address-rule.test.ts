import { expect, test } from 'vitest';
import { addressRule } from './address-rule.ts';
import type { SourcedLead } from './ranked-contact.ts';
import { address, AS_OF } from './test-support.ts';

const OLD = '2020-01-01';

function correspondence(change: Partial<SourcedLead>): SourcedLead {
  return address({ observedOn: OLD, ...change });
}

function residence(change: Partial<SourcedLead>): SourcedLead {
  return address({ basis: 'RESIDENCE_REGISTRATION', agency: 'population', ...change });
}

test('the correspondence address of a current lease has rank 4', () => {
  const lead = correspondence({ validFrom: '2019-01-01', validTo: '2028-01-01' });
  expect(addressRule(lead, AS_OF)).toEqual({
    rank: 4,
    rule: 'CIVIL_ACTIVITY_WITHIN_YEAR',
    reasons: ['LEASE_CURRENT'],
  });
});

test('a lease is current on its last day', () => {
  expect(addressRule(correspondence({ validTo: AS_OF }), AS_OF).reasons).toEqual(['LEASE_CURRENT']);
});

test('a lease that ended 365 days ago gives rank 4', () => {
  const judged = addressRule(correspondence({ validTo: '2025-11-20' }), AS_OF);
  expect(judged).toMatchObject({ rank: 4, reasons: ['LEASE_ENDED_WITHIN_YEAR'] });
});

test('a lease that ended 366 days ago gives a lead', () => {
  const judged = addressRule(correspondence({ validTo: '2025-11-19' }), AS_OF);
  expect(judged).toEqual({ rank: 6, rule: 'LEAD', reasons: ['OLDER_THAN_A_YEAR'] });
});

test('a lease updated 365 days ago gives rank 4 and 366 days ago a lead', () => {
  expect(addressRule(correspondence({ observedOn: '2025-11-20' }), AS_OF).rank).toBe(4);
  expect(addressRule(correspondence({ observedOn: '2025-11-19' }), AS_OF).rank).toBe(6);
});

test('a lease without an end is not known to be current', () => {
  expect(addressRule(correspondence({ validFrom: '2019-01-01' }), AS_OF).rank).toBe(6);
});

test('a lease that is still to begin and was not updated within the year gives a lead', () => {
  const lead = correspondence({ validFrom: '2027-01-01', validTo: '2028-01-01' });
  expect(addressRule(lead, AS_OF).rank).toBe(6);
});

test('an address given in another case 365 days ago has rank 3, 366 days ago is a lead', () => {
  const judged = (observedOn: string) =>
    addressRule(address({ basis: 'LITIGATION_ADDRESS', agency: 'arbitration', observedOn }), AS_OF);
  expect(judged('2025-11-20')).toEqual({
    ...{ rank: 3, rule: 'OTHER_LITIGATION_WITHIN_YEAR' },
    reasons: ['GIVEN_WITHIN_YEAR'],
  });
  expect(judged('2025-11-19')).toEqual({ rank: 6, rule: 'LEAD', reasons: ['OLDER_THAN_A_YEAR'] });
});

test('a residence registered for a year and not lapsed has rank 5', () => {
  const lead = residence({ validFrom: '2025-11-20', validTo: AS_OF });
  expect(addressRule(lead, AS_OF)).toEqual({
    rank: 5,
    rule: 'HABITUAL_RESIDENCE',
    reasons: ['REGISTERED_FOR_A_YEAR'],
  });
});

test('a residence registered for 364 days is a lead', () => {
  const judged = addressRule(residence({ validFrom: '2025-11-21' }), AS_OF);
  expect(judged).toEqual({ rank: 6, rule: 'LEAD', reasons: ['REGISTERED_UNDER_A_YEAR'] });
});

test('a residence permit that lapsed yesterday gives a lead', () => {
  const judged = addressRule(residence({ validFrom: OLD, validTo: '2026-11-19' }), AS_OF);
  expect(judged).toMatchObject({ rank: 6, reasons: ['REGISTRATION_LAPSED'] });
});

test('a residence without a term is judged by the day it was observed', () => {
  expect(addressRule(residence({ observedOn: '2025-11-20' }), AS_OF).rank).toBe(5);
  expect(addressRule(residence({ observedOn: '2025-11-21' }), AS_OF).rank).toBe(6);
});

test('a household registration has rank 5 however old it is', () => {
  const judged = addressRule(address({ basis: 'HOUSEHOLD_REGISTRATION', observedOn: OLD }), AS_OF);
  expect(judged).toMatchObject({ rank: 5, rule: 'HOUSEHOLD_REGISTRATION' });
});

test("an organisation's registered domicile has rank 5", () => {
  const judged = addressRule(address({ basis: 'REGISTERED_DOMICILE', observedOn: OLD }), AS_OF);
  expect(judged).toMatchObject({ rank: 5, rule: 'REGISTERED_DOMICILE' });
});

test.each(['STALL_ADDRESS', 'ENTERPRISE_ADDRESS', 'OTHER_ADDRESS'] as const)(
  'a %s is a lead, however new',
  (basis) => {
    expect(addressRule(address({ basis }), AS_OF)).toEqual({
      rank: 6,
      rule: 'LEAD',
      reasons: [basis],
    });
  },
);

test('in a leap year the day decides and not the date', () => {
  const ended = correspondence({ validTo: '2027-06-01' });
  expect(addressRule(ended, '2028-05-31').rank).toBe(4);
  expect(addressRule(ended, '2028-06-01').rank).toBe(6);
});

test('a residence of which nobody wrote down since when is a lead', () => {
  const unknown = residence({ observedOn: '1900-01-01', validTo: '2027-02-03' });
  expect(addressRule(unknown, AS_OF)).toEqual({
    ...{ rank: 6, rule: 'LEAD', reasons: ['REGISTERED_SINCE_UNKNOWN'] },
  });
});

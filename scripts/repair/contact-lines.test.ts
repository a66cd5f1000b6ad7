import { expect, test } from 'vitest';
import { CONTACT_REASONS, CONTACT_RULES } from '../../subgraphs/court/settle/ranked-contact.ts';
import { contactLines } from './contact-lines.ts';
import type { Contact } from './repair-shape.ts';
import { table } from './table.ts';

const phone: Contact = {
  ...{ id: '1', kind: 'PHONE', rank: 1, rule: 'PHONE_TWO_REGISTERS', basis: 'REGISTERED_PHONE' },
  ...{ source: 'police', observedOn: '2026-05-01', reasons: ['HELD_BY_TWO_REGISTERS'] },
  sources: [
    { agency: 'police', basis: 'REGISTERED_PHONE', observedOn: '2026-05-01' },
    { agency: 'mall', basis: 'LEASE_PHONE', observedOn: '1900-01-01' },
  ],
  masked: '138****8000',
};

const address: Contact = {
  ...{ id: '2', kind: 'ADDRESS', rank: 3, rule: 'OTHER_LITIGATION_WITHIN_YEAR' },
  ...{ basis: 'LITIGATION_ADDRESS', source: 'arbitration', observedOn: '2026-06-12' },
  reasons: ['GIVEN_WITHIN_YEAR'],
  sources: [{ agency: 'arbitration', basis: 'LITIGATION_ADDRESS', observedOn: '2026-06-12' }],
  masked: '浙江省义乌市****',
};

const lead: Contact = {
  ...{ ...address, id: '3', rank: 6, rule: 'LEAD', reasons: ['OLDER_THAN_A_YEAR'] },
  masked: '浙江省东阳市****',
};

test('contacts come in their order, each with its rank, why, and who holds it since when', () => {
  const lines = contactLines([phone, address, lead]).map((line) => line.split(/ {2,}/u));
  expect(lines).toEqual([
    [
      ...['1.', 'phone', 'rank 1', '138****8000', 'two or more registers hold it'],
      'police 2026-05-01, mall',
    ],
    [
      ...['2.', 'address', 'rank 3', '浙江省义乌市****'],
      'given in other litigation or arbitration within a year',
      'arbitration 2026-06-12',
    ],
    [
      ...['3.', 'address', 'lead', '浙江省东阳市****', 'older than a year'],
      'arbitration 2026-06-12',
    ],
  ]);
});

test('every rule and reason of the court is told in words, and a newer one as it is', () => {
  for (const rule of CONTACT_RULES)
    expect(contactLines([{ ...address, rule }])[0]).not.toMatch(/[A-Z]_/u);
  for (const reason of CONTACT_REASONS)
    expect(contactLines([{ ...address, reasons: [reason] }])[0]).not.toMatch(/[A-Z]_/u);
  expect(contactLines([{ ...address, rule: 'SOME_DAY' }])[0]).toContain('SOME_DAY');
});

test('the table marks an address that is a lead, and explains below a party', () => {
  const repair = {
    ...{ id: 'r', caseNo: 'c', partyRef: 'A1', status: 'FOUND' as const, flags: [], problems: [] },
    ...{ agencies: [], leftOut: [] },
  };
  const printed = table([{ ...repair, contacts: [phone, lead] }], true).split('\n');
  expect(printed[2]).toMatch(/^A1 +FOUND +138\*{4}8000 +浙江省东阳市\*{4} \(lead\)$/u);
  expect(printed[3]).toMatch(/^ {4}1\. {2}phone/u);
  expect(table([{ ...repair, contacts: [address] }])).not.toContain('lead');
});

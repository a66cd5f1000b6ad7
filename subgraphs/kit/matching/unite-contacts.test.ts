import { expect, test } from 'vitest';
import type { ContactLead } from '../../../schema/contract/reply.ts';
import type { HeldRecord } from './held-record.ts';
import { uniteContacts } from './unite-contacts.ts';

const lead: ContactLead = {
  kind: 'PHONE',
  value: '+8613800000001',
  basis: 'LEASE_PHONE',
  observedOn: '2026-01-01',
};
const record = (...contacts: ContactLead[]): HeldRecord => ({
  holder: { name: '张伟', formerNames: [] },
  organisation: false,
  observedOn: '2026-01-01',
  contacts,
});

test('a contact of several rows is one, with its newest date', () => {
  const newer = { ...lead, observedOn: '2026-02-01' };
  expect(uniteContacts([record(lead), record(newer), record(lead)])).toEqual([newer]);
});

test('one address under two leases stays two contacts', () => {
  const first = { ...lead, validTo: '2025-01-01' };
  expect(uniteContacts([record(first), record(lead)])).toHaveLength(2);
});

test('of more than an answer may carry the newest stay', () => {
  const many = Array.from({ length: 201 }, (_, at) => ({
    ...lead,
    value: `+86138${String(at).padStart(8, '0')}`,
    observedOn: at === 0 ? '2020-01-01' : '2026-01-01',
  }));
  const united = uniteContacts([record(...many)]);
  expect(united).toHaveLength(200);
  expect(united.some(({ observedOn }) => observedOn === '2020-01-01')).toBe(false);
});

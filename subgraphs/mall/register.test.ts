import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleRegister } from '../../tests/support/sample-register.ts';
import type { SampleRegister } from '../../tests/support/sample-register.ts';

let sample: SampleRegister;

beforeAll(async () => {
  sample = await sampleRegister('mall');
  await sample.take();
});

afterAll(() => sample[Symbol.asyncDispose]());

test('a lease comes as its tenant and as the enterprise it is leased under', async () => {
  const idKeys = ['USCC::91330782MA25EDD20K'];
  const found = await sample.lookUp(sample.owner.db, { idKeys, phones: [] });
  const term = { validFrom: '2026-01-25', validTo: '2027-04-29', observedOn: '2026-10-09' };
  const contacts = [
    { kind: 'ADDRESS', basis: 'CORRESPONDENCE_ADDRESS', ...term },
    { kind: 'ADDRESS', basis: 'STALL_ADDRESS', ...term },
    { kind: 'PHONE', basis: 'LEASE_PHONE', ...term },
  ];
  expect(found).toMatchObject([
    { holder: { id: { type: 'RESIDENT_ID' } }, organisation: false, contacts },
    {
      holder: { id: { type: 'USCC', number: '91330782MA25EDD20K' } },
      organisation: true,
      contacts,
    },
  ]);
});

test('a number typed with 15 digits is found by its 18-digit form', async () => {
  const idKeys = ['RESIDENT_ID::330302199212305911'];
  const found = await sample.lookUp(sample.owner.db, { idKeys, phones: [] });
  expect(found[0]?.holder.id).toEqual({ type: 'RESIDENT_ID', number: '330302199212305911' });
});

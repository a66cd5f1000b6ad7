import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleRegister } from '../../tests/support/sample-register.ts';
import type { SampleRegister } from '../../tests/support/sample-register.ts';

let sample: SampleRegister;

beforeAll(async () => {
  sample = await sampleRegister('market');
  await sample.take();
});

afterAll(() => sample[Symbol.asyncDispose]());

test('an enterprise comes as an organisation and as the person who represents it', async () => {
  const idKeys = ['USCC::91330782MA25EDD20K'];
  const found = await sample.lookUp(sample.owner.db, { idKeys, phones: [] });
  expect(found).toMatchObject([
    {
      holder: { id: { type: 'USCC', number: '91330782MA25EDD20K' } },
      organisation: true,
      enterpriseStatus: 'ACTIVE',
      contacts: [
        { kind: 'ADDRESS', basis: 'REGISTERED_DOMICILE', observedOn: '2024-11-08' },
        { kind: 'PHONE', basis: 'FILED_PHONE', observedOn: '2024-11-08' },
      ],
    },
    {
      holder: { id: { type: 'RESIDENT_ID' } },
      organisation: false,
      contacts: [
        { kind: 'ADDRESS', basis: 'ENTERPRISE_ADDRESS' },
        { kind: 'PHONE', basis: 'FILED_PHONE' },
      ],
    },
  ]);
  expect(found[0]?.legalRepresentative).toBe(found[1]?.holder.name);
  expect(found[1]).not.toHaveProperty('enterpriseStatus');
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleRegister } from '../../tests/support/sample-register.ts';
import type { SampleRegister } from '../../tests/support/sample-register.ts';

let sample: SampleRegister;

beforeAll(async () => {
  sample = await sampleRegister('population');
  await sample.take();
});

afterAll(() => sample[Symbol.asyncDispose]());

test('a person found by passport comes with the term of the residence permit', async () => {
  const rows = await sample.owner.sql<Record<string, string>[]>`
    select id_key, id_number, issuing_state, name, phone, residence_address,
      registered_on::text, expires_on::text
    from residence where id_type = 'PASSPORT' order by id_number limit 1
  `;
  const row = rows[0] ?? {};
  const found = await sample.lookUp(sample.owner.db, { idKeys: [row.id_key ?? ''], phones: [] });
  expect(found).toEqual([
    {
      holder: {
        id: { type: 'PASSPORT', number: row.id_number, issuingState: row.issuing_state },
        name: row.name,
        formerNames: [],
      },
      organisation: false,
      phone: row.phone,
      observedOn: row.registered_on,
      contacts: [
        {
          kind: 'ADDRESS',
          value: row.residence_address,
          basis: 'RESIDENCE_REGISTRATION',
          observedOn: row.registered_on,
          validFrom: row.registered_on,
          validTo: row.expires_on,
        },
        {
          kind: 'PHONE',
          value: row.phone,
          basis: 'REGISTERED_PHONE',
          observedOn: row.registered_on,
        },
      ],
    },
  ]);
});

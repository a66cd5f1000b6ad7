import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleRegister } from '../../tests/support/sample-register.ts';
import type { SampleRegister } from '../../tests/support/sample-register.ts';

let sample: SampleRegister;

beforeAll(async () => {
  sample = await sampleRegister('police');
  await sample.take();
});

afterAll(() => sample[Symbol.asyncDispose]());

test('a person found by number and by phone comes once, with everything the register says', async () => {
  const row = await oneRow();
  const found = await sample.lookUp(sample.owner.db, {
    idKeys: [row.id_key ?? ''],
    phones: [row.phone ?? ''],
  });
  expect(found).toEqual([
    {
      holder: {
        id: { type: 'RESIDENT_ID', number: row.id_number },
        name: row.name,
        formerNames: [row.former_name],
        birthDate: row.birth_date,
        deceased: false,
        protected: false,
      },
      organisation: false,
      phone: row.phone,
      observedOn: row.updated_on,
      contacts: [
        {
          kind: 'ADDRESS',
          value: row.hukou_address,
          basis: 'HOUSEHOLD_REGISTRATION',
          observedOn: row.updated_on,
        },
        {
          kind: 'PHONE',
          value: row.phone,
          basis: 'REGISTERED_PHONE',
          observedOn: row.updated_on,
        },
      ],
    },
  ]);
});

async function oneRow(): Promise<Record<string, string>> {
  const rows = await sample.owner.sql<Record<string, string>[]>`
    select id_key, id_number, name, former_name, birth_date::text, phone, hukou_address,
      updated_on::text
    from resident where former_name is not null and not deceased and not protected
    order by id_number limit 1
  `;
  return rows[0] ?? {};
}

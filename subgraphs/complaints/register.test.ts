import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleRegister } from '../../tests/support/sample-register.ts';
import type { SampleRegister } from '../../tests/support/sample-register.ts';

let sample: SampleRegister;

beforeAll(async () => {
  sample = await sampleRegister('complaints');
  await sample.take();
});

afterAll(() => sample[Symbol.asyncDispose]());

type Answered = { usccKey: string; merchantIdKey: string; phone: string; on: string };

async function answered(): Promise<Answered> {
  const rows = await sample.owner.sql<Answered[]>`
    select uscc_key as "usccKey", merchant_id_key as "merchantIdKey", phone,
      answered_on::text as on
    from complaint where uscc is not null and merchant_id_key is not null
    order by complaint_no limit 1
  `;
  const [found] = rows;
  if (found === undefined) throw new Error('the sample has no such complaint');
  return found;
}

const find = (idKeys: string[], phones: string[] = []) =>
  sample.lookUp(sample.owner.db, { idKeys, phones });

test('a complaint comes as the merchant who answered it and as the enterprise', async () => {
  const { usccKey, merchantIdKey, phone, on } = await answered();
  const contacts = [
    { kind: 'ADDRESS', basis: 'CORRESPONDENCE_ADDRESS', observedOn: on },
    { kind: 'PHONE', value: phone, basis: 'OTHER_PHONE', observedOn: on },
  ];
  const found = await find([usccKey]);
  expect(found).toMatchObject([
    { organisation: false, phone, observedOn: on, contacts },
    { organisation: true, holder: { name: '', id: { type: 'USCC' } }, contacts },
  ]);
  expect(await find([merchantIdKey])).toEqual(expect.arrayContaining(found));
  expect(await find([], [phone])).toEqual(expect.arrayContaining(found));
});

test('a complaint without a company code names the merchant alone', async () => {
  const [row] = await sample.owner.sql<{ phone: string }[]>`
    select phone from complaint where uscc is null and merchant_id_key is null
    order by complaint_no limit 1
  `;
  const found = await find([], [row?.phone ?? '']);
  expect(found.map(({ organisation }) => organisation)).not.toContain(true);
  expect(found[0]?.holder).not.toHaveProperty('id');
});

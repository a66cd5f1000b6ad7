import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleRegister } from '../../tests/support/sample-register.ts';
import type { SampleRegister } from '../../tests/support/sample-register.ts';
import { tempFolder } from '../../tests/support/temp-folder.ts';
import { register } from './register.ts';

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

test('a malformed number of the tenant costs the enterprise nothing, and the tenant is not found', async () => {
  await using folder = await tempFolder();
  const file = join(folder.path, 'mall.csv');
  const booth = '1001,稠州北路1号,店,91330782MA25EDD20K,郑维';
  const rest = '2025-01-01,,2026-01-01';
  await writeFile(
    file,
    [
      'booth_no,booth_address,shop_name,uscc,tenant_name,tenant_id_type,tenant_id_number,' +
        'tenant_issuing_state,phone,correspondence_address,lease_from,lease_to,updated_on',
      `${booth},RESIDENT_ID,123,,13957900001,义乌市稠城街道1号,${rest}`,
      `${booth},RESIDENT_ID,123,,,义乌市稠城街道2号,${rest}`,
      `1002,稠州北路2号,店,,郑维,RESIDENT_ID,123,,,义乌市稠城街道3号,${rest}`,
    ].join('\n'),
  );
  const lines = await Array.fromAsync(register.read(file, '2026-11-20'));
  expect(lines.map(({ copyLine, isUnread }) => [copyLine !== undefined, isUnread])).toEqual([
    [true, true],
    [true, true],
    [false, false],
  ]);
});

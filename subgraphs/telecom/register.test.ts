import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleRegister } from '../../tests/support/sample-register.ts';
import type { SampleRegister } from '../../tests/support/sample-register.ts';
import { tempFolder } from '../../tests/support/temp-folder.ts';
import { register } from './register.ts';

let sample: SampleRegister;

beforeAll(async () => {
  sample = await sampleRegister('telecom');
  await sample.take();
});

afterAll(() => sample[Symbol.asyncDispose]());

const find = (idKeys: string[], phones: string[] = []) =>
  sample.lookUp(sample.owner.db, { idKeys, phones });

/** A number of the sample that has rows of these states, with one of its holders. */
async function numberWith(states: string[]): Promise<{ phone: string; idKey: string }> {
  const rows = await sample.owner.sql<{ phone: string; idKey: string }[]>`
    select phone, min(id_key) as "idKey" from line group by phone
    having array_agg(state order by state) = ${states} and count(id_key) = count(*)
    order by phone limit 1
  `;
  const [found] = rows;
  if (found === undefined) throw new Error('the sample has no such number');
  return found;
}

test('a line comes with its state, since when, and when it was seen last', async () => {
  const { idKey } = await numberWith(['SUSPENDED']);
  const [row] = await sample.owner.sql<Record<string, string>[]>`
    select id_number, name, phone, assigned_on::text, last_active_on::text
    from line where id_key = ${idKey} and state = 'SUSPENDED'
  `;
  const found = await find([idKey]);
  expect(found).toContainEqual({
    holder: {
      id: { type: 'RESIDENT_ID', number: row?.['id_number'] },
      name: row?.['name'],
      formerNames: [],
    },
    organisation: false,
    phone: row?.['phone'],
    line: { state: 'SUSPENDED', since: row?.['assigned_on'] },
    observedOn: row?.['last_active_on'],
    contacts: [
      {
        kind: 'PHONE',
        value: row?.['phone'],
        basis: 'SUBSCRIBED_PHONE',
        observedOn: row?.['last_active_on'],
        lineState: 'SUSPENDED',
      },
    ],
  });
});

test('a number that was ported is a contact once, as the line it is now', async () => {
  const { idKey, phone } = await numberWith(['CANCELLED', 'NORMAL']);
  const found = await find([idKey]);
  const states = found.map(({ line, contacts }) => [line?.state, contacts.length]).sort();
  expect(states).toEqual([
    ['CANCELLED', 0],
    ['NORMAL', 1],
  ]);
  expect(new Set(found.map((record) => record.phone))).toEqual(new Set([phone]));
});

test('a number that nobody ever had is held by nobody', async () => {
  const [row] = await sample.owner.sql<{ phone: string }[]>`
    select phone from line where state = 'NOT_EXIST' limit 1
  `;
  const [found] = await find([], [row?.phone ?? '']);
  expect(found).toMatchObject({ holder: { name: '' }, line: { state: 'NOT_EXIST' } });
  expect(found?.holder).not.toHaveProperty('id');
});

type Stored = { state?: string; operator?: string | null; name?: string | null };

/** What becomes of rows typed under the file's header. */
async function read(...rows: string[]) {
  await using folder = await tempFolder();
  const header =
    'operator,phone,id_type,id_number,issuing_state,name,status,assigned_on,last_active_on';
  const file = join(folder.path, 'telecom.csv');
  await writeFile(file, [header, ...rows, ''].join('\n'));
  const lines = [];
  for await (const line of register.read(file, '2026-11-20')) lines.push(line);
  return lines.map(({ copyLine, badCells }) => {
    if (copyLine === undefined) return badCells;
    const cells = copyLine.trimEnd().split('\t').slice(1);
    const entries = register.stored.map((column, at) => [column, cells[at]]);
    return Object.fromEntries(entries) as Stored;
  });
}

test.each([
  ['ACTIVE', 'NORMAL'],
  ['停机', 'SUSPENDED'],
  ['销号', 'CANCELLED'],
  ['空号', 'NOT_EXIST'],
  ['', 'UNKNOWN'],
  ['on fire', 'UNKNOWN'],
])('the status %j is the state %s', async (word, state) => {
  const [stored] = await read(`CMCC,13957900001,,,,张伟,${word},,`);
  expect(stored).toMatchObject({ state });
});

test('the operator is what the file says, whatever the prefix', async () => {
  const stored = await read('CTCC,13957900001,,,,张伟,,,', ',18957900001,,,,张伟,,,');
  expect(stored).toMatchObject([{ operator: 'CTCC' }, { operator: '\\N' }]);
});

test('a line in service without a holder is rejected', async () => {
  const rejected = await read('CMCC,13957900001,,,,,ACTIVE,,', 'CMCC,1,,,,张伟,ACTIVE,,');
  expect(rejected[0]).toEqual([{ column: 'name', reason: 'MISSING' }]);
  expect(rejected[1]).toMatchObject([{ column: 'phone' }]);
});

test('under a malformed number it is somebody’s whom nobody can find', async () => {
  const [stranger] = await read('CMCC,13957900001,RESIDENT_ID,123,,张伟,ACTIVE,,');
  expect(stranger).toMatchObject({ id_unread: 'true', id_key: '\\N', phone: '+8613957900001' });
  const [unknown] = await read('CMCC,13957900001,WHATEVER,123,,张伟,ACTIVE,,');
  expect(unknown).toMatchObject([{ column: 'id_type' }]);
});

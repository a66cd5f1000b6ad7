import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { actsAbout } from '../support/acts.ts';
import { forgetClerks, importClerks } from '../support/clerk-profiles.ts';
import { nextHour } from '../support/fishing.ts';
import { inquiriesSeen } from '../support/inquiries-seen.ts';
import { logSince } from '../support/log-since.ts';
import { assign, assignedList } from '../support/own-list.ts';
import { party, resident, residentId } from '../support/people.ts';
import { putRepairs, readRepair } from '../support/put-repairs.ts';
import { restoreRegisters } from '../support/restore-registers.ts';
import { revealed } from '../support/reveal.ts';
import { PEOPLE } from '../support/session-of.ts';
import { fillRegisters } from '../support/small-world.ts';
import type { Row } from '../support/small-world.ts';
import { codesOf, tell } from '../support/tell.ts';

const { home } = inject('sample');
const CLERK = PEOPLE.otherClerk;
const REASON = 'nobody else of the bureau can do it';

/** What the clerk declares of themself. */
const clerk = {
  ...{
    id: residentId('19850707', 11),
    phone: '13957940001',
    home: '浙江省义乌市稠城街道回避路1号',
  },
  kin: residentId('19600707', 13),
};
const PROFILE: Row = {
  ...{ subject: CLERK, id_type: 'RESIDENT_ID', id_number: clerk.id, phone: clerk.phone },
  ...{ household_address: clerk.home, kin_id_numbers: `RESIDENT_ID:${clerk.kin}` },
};

/** Whom the police hold under the clerk's own phone, and in the clerk's own home. */
const flatmates = {
  phone: { id: residentId('19900101', 21), name: '端木甲' },
  address: { id: residentId('19900101', 23), name: '端木乙' },
};
const THEIR_HOME = '浙江省义乌市稠城街道邻里路2号';
const THEIR_PHONE = '13957940002';

beforeAll(async () => {
  const { phone, address } = flatmates;
  await fillRegisters({
    police: [
      resident(phone.id, phone.name, THEIR_HOME, { phone: clerk.phone }),
      resident(address.id, address.name, clerk.home, { phone: THEIR_PHONE }),
    ],
  });
  await importClerks([PROFILE]);
});
afterAll(() => restoreRegisters(home, ['police']));
afterAll(() => forgetClerks());
beforeEach(() => nextHour());
afterAll(() => nextHour());

/** A party of a case that no other test has. */
function about(number: number, name: string, more: Row): Row {
  const case_no = `（2026）浙0782民初${String(74_000 + number)}号`;
  return party(`conflict-${String(number)}`, name, { case_no, ...more });
}

const conflictShape = z.object({
  id: z.string(),
  repairId: z.string(),
  partyRef: z.string(),
  clerk: z.string(),
  ground: z.string(),
  approvedBy: z.string().nullable(),
});
type Conflict = z.infer<typeof conflictShape>;
const FIELDS = 'id repairId partyRef clerk ground approvedBy';

/** The conflicts about one repair that wait for the judge. */
async function waiting(repairId: string): Promise<Conflict[]> {
  const shape = z.object({ conflicts: z.array(conflictShape) });
  const { conflicts } = await tell('judge', `{ conflicts { ${FIELDS} } }`, {}, shape);
  return conflicts.filter((one) => one.repairId === repairId);
}

const APPROVE = `mutation Approve($id: ID!, $reason: String!) {
  approveConflict(id: $id, reason: $reason) { ${FIELDS} }
}`;

async function approve(id: string | undefined): Promise<Conflict> {
  const shape = z.object({ approveConflict: conflictShape });
  return (await tell('judge', APPROVE, { id, reason: REASON }, shape)).approveConflict;
}

const stranger = { id_number: residentId('19710707', 31) };
const HOME = { ...stranger, last_known_address: clerk.home };
/** What is shared, what that is called, and how the repair comes out once it may. */
const GROUNDS: [what: string, ground: string, number: number, outcome: string, row: Row][] = [
  ['an ID number', 'SHARED_IDENTIFIER', 1, 'NOT_FOUND', { id_number: clerk.id }],
  // which the police hold under somebody else
  ['a phone', 'SHARED_IDENTIFIER', 2, 'NEEDS_REVIEW', { ...stranger, phone: clerk.phone }],
  ['declared kin', 'DECLARED_KIN', 3, 'NOT_FOUND', { id_number: clerk.kin }],
  ['a home', 'SHARED_HOUSEHOLD', 4, 'NOT_FOUND', HOME],
];

describe.each(GROUNDS)('a clerk who shares %s with a party', (_, ground, number, status, row) => {
  test('is stopped until the judge approves, and the judge is told', async () => {
    const { ids, listId } = await assignedList([about(number, '端木无', row)], 'otherClerk');
    const [id = ''] = ids;
    const [log, before] = [await logSince(home, 'court'), await inquiriesSeen()];
    const { refused, settled } = await putRepairs(ids, 'otherClerk');
    expect({ refused, settled }).toEqual({
      refused: [{ id, problem: 'CONFLICT_OF_INTEREST' }],
      settled: {},
    });
    expect(await inquiriesSeen()).toEqual(before);
    expect(await log.has('"alert":"CONFLICT_OF_INTEREST"')).toBe(true);
    expect(await log.read()).not.toContain(CLERK);
    expect(await readRepair(id, 'otherClerk')).toMatchObject({
      ...{ status: 'REJECTED', flags: ['NOT_AUTHORISED'] },
    });

    const [conflict, ...more] = await waiting(id);
    expect(more).toEqual([]);
    expect(conflict).toMatchObject({ clerk: CLERK, ground, approvedBy: null });
    expect(await codesOf('otherClerk', APPROVE, { id: conflict?.id, reason: REASON })).toEqual([
      'FORBIDDEN',
    ]);
    // another clerk has nothing to do with it
    await assign({ list: listId }, 'clerk');
    expect((await putRepairs(ids, 'clerk')).refused).toEqual([]);

    expect(await approve(conflict?.id)).toMatchObject({ ground, approvedBy: PEOPLE.judge });
    expect(await waiting(id)).toEqual([]);
    expect((await putRepairs(ids, 'otherClerk')).refused).toEqual([]);
    expect(await readRepair(id, 'otherClerk')).toMatchObject({ status });
    expect(await codesOf('judge', APPROVE, { id: conflict?.id, reason: REASON })).toEqual([
      'CONFLICT_NOT_FOUND',
    ]);
    expect(await actsAbout(conflict?.id ?? '')).toMatchObject([
      { kind: 'CONFLICT_FOUND', subject: CLERK, role: 'CLERK', detail: { ground } },
      { kind: 'APPROVE_CONFLICT', subject: PEOPLE.judge, role: 'JUDGE', reason: REASON },
      { kind: 'DENIED', subject: PEOPLE.judge, detail: { code: 'CONFLICT_NOT_FOUND' } },
    ]);
  });
});

test('a clerk who shares nothing with a party is not stopped', async () => {
  const other = { id_number: residentId('19710707', 33), phone: THEIR_PHONE };
  const { ids } = await assignedList([about(5, '端木无', other)], 'otherClerk');
  expect((await putRepairs(ids, 'otherClerk')).refused).toEqual([]);
  expect(await waiting(ids[0] ?? '')).toEqual([]);
});

describe.each([
  ['phone', 'SHARED_IDENTIFIER', 6, `+86${clerk.phone}`],
  ['address', 'SHARED_HOUSEHOLD', 7, clerk.home],
] as const)('a found %s that is the own one of the clerk', (what, ground, number, own) => {
  test('shows the clerk nothing of the party until the judge approves', async () => {
    const { id: id_number, name } = flatmates[what];
    const { ids } = await assignedList([about(number, name, { id_number })], 'otherClerk');
    const [id = ''] = ids;
    const log = await logSince(home, 'court');
    const { refused, settled } = await putRepairs(ids, 'otherClerk');
    expect(refused).toEqual([]);
    const stopped = {
      ...{ status: 'REJECTED', flags: ['NOT_AUTHORISED'] },
      ...{ agencies: [], contacts: [], leftOut: [] },
    };
    expect(settled[id]).toMatchObject(stopped);
    expect(await readRepair(id, 'otherClerk')).toMatchObject(stopped);
    expect(await log.has('"alert":"CONFLICT_OF_INTEREST"')).toBe(true);
    expect((await putRepairs(ids, 'otherClerk')).refused).toEqual([
      { id, problem: 'CONFLICT_OF_INTEREST' },
    ]);

    const [conflict] = await waiting(id);
    expect(conflict).toMatchObject({ clerk: CLERK, ground });
    await approve(conflict?.id);
    const repair = (await putRepairs(ids, 'otherClerk')).settled[id];
    expect(repair).toMatchObject({ status: 'FOUND' });
    if (repair === undefined) throw new Error('The party was not found');
    expect(await revealed('otherClerk', repair, REASON)).toContain(own);
  });
});

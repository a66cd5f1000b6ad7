import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import type { Repair } from '../../scripts/repair/repair-shape.ts';
import { actsAbout, actsFor } from '../support/acts.ts';
import { courtCommand } from '../support/court-command.ts';
import { inCourtDatabase } from '../support/court-database.ts';
import { nextHour } from '../support/fishing.ts';
import { keptOf } from '../support/of-repair.ts';
import { assignedList } from '../support/own-list.ts';
import { party, resident, residentId } from '../support/people.ts';
import { playHub } from '../support/play-hub.ts';
import { putRepairs, readRepair } from '../support/put-repairs.ts';
import { restoreRegisters } from '../support/restore-registers.ts';
import { refusedReveal, revealed } from '../support/reveal.ts';
import { PEOPLE } from '../support/session-of.ts';
import { fillRegisters } from '../support/small-world.ts';
import type { Row } from '../support/small-world.ts';
import { codesOf, tell } from '../support/tell.ts';

const hub = playHub();
const NOBODYS = {
  ...{ contacts: [], leftOut: [], agencies: [] },
  ...{ status: 'REJECTED', flags: ['NOT_AUTHORISED'] },
};

/** One person to find for each case; no two of them share anything. */
const found = [1, 2, 3, 4, 5, 6, 7].map((number) => ({
  id: residentId('19670416', number * 11),
  name: `闻人${'甲乙丙丁戊己庚'.charAt(number - 1)}`,
  phone: `1395792000${String(number)}`,
}));

beforeAll(() =>
  fillRegisters({
    police: found.map(({ id, name, phone }, at) =>
      resident(id, name, `浙江省义乌市北苑街道撤案路${String(at + 1)}号`, { phone }),
    ),
  }),
);
afterAll(() => restoreRegisters(inject('sample').home, ['police']));
beforeEach(() => nextHour());
afterAll(() => nextHour());

/** A case that no other test has. */
function caseNo(number: number): string {
  return `（2026）浙0782民初${String(72_000 + number)}号`;
}

/** The one party of a case, whom the police know. */
function partyOf(number: number): Row {
  const { id, name } = found[number - 1] ?? { id: '', name: '' };
  return party(`withdrawal-${String(number)}`, name, { case_no: caseNo(number), id_number: id });
}

/** Runs the repair of a case to its end. */
async function foundOf(number: number): Promise<Repair> {
  const { ids } = await assignedList([partyOf(number)], 'clerk');
  const { settled } = await putRepairs(ids, 'clerk');
  const repair = settled[ids[0] ?? ''];
  expect(repair).toMatchObject({ status: 'FOUND' });
  if (repair === undefined) throw new Error('The party was not found');
  expect(repair.contacts).toHaveLength(2);
  return repair;
}

const ENDS = { withdrawCase: 'WITHDRAWN', closeCase: 'CLOSED' } as const;
type End = keyof typeof ENDS;

function ending(end: End): string {
  return `mutation End($caseNo: String!, $reason: String!) {
    ${end}(caseNo: $caseNo, reason: $reason) { status repairs { status flags contacts { id } } }
  }`;
}

function endCase(end: End, number: number, reason: string): Promise<string[]> {
  return codesOf('judge', ending(end), { caseNo: caseNo(number), reason });
}

test('what a case withdrawn in the middle of a run would have found is not settled', async () => {
  const { ids } = await assignedList([partyOf(1), partyOf(2)], 'clerk');
  const [withdrawn = '', live = ''] = ids;
  const envelope = await hub.issue(ids);
  const replies = await hub.collect(envelope);
  expect(await endCase('withdrawCase', 1, 'withdrawn while agencies answered')).toEqual([]);
  const first = await hub.settle(envelope, replies);
  const second = first.followUp?.envelope ?? '';
  const { repairs } = await hub.settle(second, await hub.collect(second));
  // beside it the other party of the same inquiry is found
  expect([...first.repairs, ...repairs].map(({ id, status }) => [id, status])).toEqual([
    [live, 'FOUND'],
  ]);
  expect(await readRepair(withdrawn, 'clerk')).toMatchObject(NOBODYS);
  expect(await keptOf(withdrawn)).toMatchObject({ contacts: 0, answers: 0 });
  expect(await keptOf(live)).toMatchObject({ contacts: 2 });
});

test('nor what a case withdrawn between the two hops would have', async () => {
  const { ids } = await assignedList([partyOf(3)], 'clerk');
  const [id = ''] = ids;
  const envelope = await hub.issue(ids);
  const first = await hub.settle(envelope, await hub.collect(envelope));
  const second = first.followUp?.envelope ?? '';
  const replies = await hub.collect(second);
  expect(await endCase('withdrawCase', 3, 'withdrawn between the two hops')).toEqual([]);
  expect(await hub.settle(second, replies)).toEqual({ repairs: [], followUp: null });
  expect(await readRepair(id, 'clerk')).toMatchObject(NOBODYS);
  expect(await keptOf(id)).toMatchObject({ contacts: 0, answers: 0 });
});

describe.each([
  ['withdrawCase', 4],
  ['closeCase', 5],
] as const)('once a case is ended by %s', (end, number) => {
  const reason = `ended by ${end} in a journey`;
  const state: { repair?: Repair } = {};
  const repairOf = (): Repair => {
    if (state.repair === undefined) throw new Error('The party was not found');
    return state.repair;
  };

  beforeAll(async () => {
    await nextHour();
    state.repair = await foundOf(number);
    const values = await revealed('clerk', state.repair, 'before the end');
    expect(values).toContain(`+86${found[number - 1]?.phone ?? ''}`);
    const shape = z.object({
      [end]: z.object({
        status: z.literal(ENDS[end]),
        repairs: z.tuple([
          z.object({
            status: z.literal('REJECTED'),
            flags: z.tuple([z.literal('NOT_AUTHORISED')]),
          }),
        ]),
      }),
    });
    await tell('judge', ending(end), { caseNo: caseNo(number), reason }, shape);
  });

  test.each(['clerk', 'judge'] as const)('the %s reads nothing of it any more', async (person) => {
    expect(await readRepair(repairOf().id, person)).toMatchObject(NOBODYS);
  });
  test.each(['clerk', 'judge'] as const)('the %s opens nothing of it any more', async (person) => {
    const [contact] = repairOf().contacts;
    expect(await refusedReveal(person, contact)).toEqual(['CASE_NOT_LIVE']);
  });
  test('nobody is asked about it any more', async () => {
    const { refused, settled } = await putRepairs([repairOf().id], 'clerk');
    expect(refused).toEqual([{ id: repairOf().id, problem: 'CASE_NOT_LIVE' }]);
    expect(settled).toEqual({});
  });
  test('it is not ended again, either way, nor given to anybody', async () => {
    expect(await endCase('withdrawCase', number, 'ended a second time')).toEqual(['CASE_NOT_LIVE']);
    expect(await endCase('closeCase', number, 'ended a second time')).toEqual(['CASE_NOT_LIVE']);
    const assigned = 'mutation ($caseNo: String!) { assignClerk(caseNo: $caseNo, clerk: "x.y") }';
    const codes = await codesOf('judge', assigned, { caseNo: caseNo(number) });
    expect(codes).toEqual(['CASE_NOT_LIVE']);
  });
  test('the job deletes its contacts, and what people did stays on record', async () => {
    const { id, contacts } = repairOf();
    expect(await keptOf(id)).toMatchObject({ contacts: 2, reveals: 2 });
    await courtCommand('expire');
    // the court's own job may be at it this very moment
    await expect.poll(() => keptOf(id)).toMatchObject({ contacts: 0, entries: 0, reveals: 2 });
    expect(await refusedReveal('judge', contacts[0])).toEqual(['CONTACT_NOT_FOUND']);
    expect(await actsFor(reason)).toMatchObject([
      {
        kind: end === 'withdrawCase' ? 'WITHDRAW_CASE' : 'CLOSE_CASE',
        ...{ subject: PEOPLE.judge, role: 'JUDGE' },
      },
    ]);
    for (const contact of contacts) {
      expect(await actsAbout(contact.id)).toContainEqual(
        expect.objectContaining({ kind: 'REVEAL_CONTACT', reason: 'before the end' }),
      );
    }
    const asked = await inCourtDatabase(
      (sql) => sql`
        select i.asked_by from inquiry i join repair r on r.settled_by = i.id where r.id = ${id}`,
    );
    expect(asked).toEqual([{ asked_by: PEOPLE.clerk }]);
  });
});

test('a contact past its day is shown to nobody, and the job deletes it and no other', async () => {
  const { id, contacts } = await foundOf(6);
  const [past, kept] = contacts;
  await inCourtDatabase(
    (sql) => sql`
      update contact set expires_at = now() - interval '1 second' where id = ${past?.id ?? ''}`,
  );
  const shown = await readRepair(id, 'clerk');
  expect(shown?.contacts.map((contact) => contact.id)).toEqual([kept?.id]);
  expect(await refusedReveal('clerk', past)).toEqual(['CONTACT_NOT_FOUND']);
  expect(await keptOf(id)).toMatchObject({ contacts: 2 });
  await courtCommand('expire');
  await expect.poll(() => keptOf(id)).toMatchObject({ contacts: 1 });
  expect(await refusedReveal('clerk', kept)).toEqual([]);
});

test('a contact is kept for 180 days from the day it was found', async () => {
  const { id } = await foundOf(7);
  const [row] = await inCourtDatabase(
    (sql) => sql`
      select distinct extract(epoch from c.expires_at - r.settled_at)::int / 86400 as days
      from contact c join repair r on r.id = c.repair_id where r.id = ${id}`,
  );
  expect(row).toEqual({ days: 180 });
});

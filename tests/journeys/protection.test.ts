import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { actsAbout } from '../support/acts.ts';
import { importClerks, forgetClerks } from '../support/clerk-profiles.ts';
import { inCourtDatabase } from '../support/court-database.ts';
import { nextHour } from '../support/fishing.ts';
import { assignedList } from '../support/own-list.ts';
import { lodger, party, resident, residentId } from '../support/people.ts';
import { liftProtection, putRepairs, readRepair } from '../support/put-repairs.ts';
import { restoreRegisters } from '../support/restore-registers.ts';
import { refusedReveal, revealed } from '../support/reveal.ts';
import { PEOPLE } from '../support/session-of.ts';
import { fillRegisters } from '../support/small-world.ts';
import { codesOf, tell } from '../support/tell.ts';

const REASON = 'the protected person must be heard in court';
const LIFT =
  'mutation ($id: ID!, $reason: String!) { liftProtection(id: $id, reason: $reason) { unknownIds } }';

/** Who is protected, each for a test of their own, and what else may stop them. */
const people = {
  opened: { id: residentId('19760819', 11), name: '司徒甲', phone: '13957930001' },
  recorded: { id: residentId('19760819', 21), name: '司徒己', phone: '13957930006' },
  dead: { id: residentId('19760819', 13), name: '司徒乙', phone: '13957930002' },
  child: { id: residentId('20150819', 15), name: '司徒丙', phone: '13957930003' },
  avoided: { id: residentId('19760819', 23), name: '司徒庚', phone: '13957930007' },
  plain: { id: residentId('19760819', 17), name: '司徒丁', phone: '13957930004' },
  kin: { id: residentId('19760819', 19), name: '司徒戊', phone: '13957930005' },
} as const;
type Who = keyof typeof people;

const PROTECTED = { protected: 'true' };
const registers = {
  police: (
    [
      ['opened', PROTECTED],
      ['recorded', PROTECTED],
      ['avoided', PROTECTED],
      ['dead', { ...PROTECTED, deceased_on: '2026-01-02' }],
      ['child', PROTECTED],
      ['plain', {}],
      ['kin', PROTECTED],
    ] as const
  ).map(([who, more], at) => {
    const { id, name, phone } = people[who];
    return resident(id, name, `浙江省义乌市江东街道保护路${String(at + 1)}号`, { phone, ...more });
  }),
  // who keeps another register may know nothing of the order
  population: [
    lodger(people.opened.id, people.opened.name, '浙江省义乌市江东街道寄居路1号', {
      phone: people.opened.phone,
    }),
    lodger(people.avoided.id, people.avoided.name, '浙江省义乌市江东街道寄居路7号', {
      phone: people.avoided.phone,
    }),
  ],
};

beforeAll(() => fillRegisters(registers));
afterAll(() => restoreRegisters(inject('sample').home, Object.keys(registers)));
beforeEach(() => nextHour());
afterAll(() => nextHour());
afterAll(() => forgetClerks());

/** Has the clerk ask about somebody, in a case of its own. @returns the id of the repair */
async function askAbout(who: Who): Promise<string> {
  const number = 73_000 + Object.keys(people).indexOf(who);
  const row = party(`protection-${who}`, people[who].name, {
    ...{ case_no: `（2026）浙0782民初${String(number)}号`, id_number: people[who].id },
  });
  const { ids } = await assignedList([row], 'clerk');
  const [id = ''] = ids;
  await putRepairs(ids, 'clerk');
  return id;
}

test('a judge opens a protected person once, and only a judge sees the contacts', async () => {
  const id = await askAbout('opened');
  const stopped = { status: 'BLOCKED', flags: ['PROTECTED'], contacts: [] };
  expect(await readRepair(id, 'clerk')).toMatchObject(stopped);
  expect(await codesOf('clerk', LIFT, { id, reason: REASON })).toEqual(['FORBIDDEN']);
  expect(await readRepair(id, 'judge')).toMatchObject(stopped);

  const { settled, refused } = await liftProtection(id, REASON);
  expect(refused).toEqual([]);
  const repair = settled[id];
  expect(repair).toMatchObject({ id, status: 'FOUND', flags: ['PROTECTED'] });
  if (repair === undefined) throw new Error('The repair was not settled');
  const { phone } = people.opened;
  const values = await revealed('judge', repair, REASON);
  expect(values.sort()).toEqual(
    [...[`+86${phone}`, '浙江省义乌市江东街道保护路1号'], '浙江省义乌市江东街道寄居路1号'].sort(),
  );
  for (const contact of repair.contacts) {
    expect(await refusedReveal('clerk', contact)).toEqual(['FORBIDDEN']);
  }

  expect(await codesOf('judge', LIFT, { id, reason: REASON })).toEqual(['OPENED_BEFORE']);
  // what a judge found is not shown to the clerk, and not lost when the clerk asks anew
  expect(await readRepair(id, 'clerk')).toMatchObject({ status: 'FOUND', contacts: [] });
  expect((await putRepairs([id], 'clerk')).refused).toEqual([{ id, problem: 'PROTECTED' }]);
  expect((await readRepair(id, 'judge'))?.contacts).toHaveLength(values.length);
});

test('nobody reaches a protected person by asking all but those who say so', async () => {
  const id = await askAbout('avoided');
  const { settled } = await putRepairs([id], 'clerk', { agencies: ['population', 'telecom'] });
  expect(settled[id]).toMatchObject({ status: 'BLOCKED', flags: ['PROTECTED'], contacts: [] });
  expect(settled[id]?.agencies.map(({ agency }) => agency)).toContain('police');
});

test('the opening is on record: who, why, and for what the agencies were asked', async () => {
  const id = await askAbout('recorded');
  await liftProtection(id, REASON);
  expect(await codesOf('judge', LIFT, { id, reason: 'a second try' })).toEqual(['OPENED_BEFORE']);
  const by = { subject: PEOPLE.judge, role: 'JUDGE', targetId: id };
  const acts = await actsAbout(id);
  expect(acts.filter(({ subject }) => subject === PEOPLE.judge)).toMatchObject([
    { ...by, kind: 'LIFT_PROTECTION', reason: REASON },
    {
      ...{ ...by, kind: 'DENIED', reason: 'a second try' },
      detail: { code: 'OPENED_BEFORE', operation: 'liftProtection' },
    },
  ]);
  const rows = await inCourtDatabase(
    (sql) => sql`
      select o.judge, o.reason, i.asked_by, i.role, i.purpose
      from protected_opening o join repair r on r.id = o.repair_id
      join inquiry i on i.id = r.settled_by where o.repair_id = ${id}`,
  );
  expect(rows).toEqual([
    {
      ...{ judge: PEOPLE.judge, reason: REASON, asked_by: PEOPLE.judge, role: 'JUDGE' },
      purpose: 'SERVICE_OF_DOCUMENTS',
    },
  ]);
});

test('a child stays closed when the protection is lifted', async () => {
  const id = await askAbout('child');
  expect(await readRepair(id, 'clerk')).toMatchObject({
    status: 'BLOCKED',
    flags: ['PROTECTED', 'MINOR'],
  });
  const { settled } = await liftProtection(id, REASON);
  expect(settled[id]).toMatchObject({ status: 'BLOCKED', flags: ['MINOR'], contacts: [] });
});

test('the deceased are closed for another reason, which no judge lifts', async () => {
  const id = await askAbout('dead');
  const stopped = { status: 'BLOCKED', flags: ['DECEASED'], contacts: [] };
  expect(await readRepair(id, 'clerk')).toMatchObject(stopped);
  expect(await codesOf('judge', LIFT, { id, reason: REASON })).toEqual(['NOT_PROTECTED']);
  expect(await readRepair(id, 'judge')).toMatchObject(stopped);
});

test('nothing is lifted where nothing is protected', async () => {
  const id = await askAbout('plain');
  expect(await readRepair(id, 'clerk')).toMatchObject({ status: 'FOUND', flags: [] });
  expect(await codesOf('judge', LIFT, { id, reason: REASON })).toEqual(['NOT_PROTECTED']);
});

test('a judge who is kin opens nobody, nor approves that for themself', async () => {
  const id = await askAbout('kin');
  await importClerks([{ subject: PEOPLE.judge, kin_id_numbers: `RESIDENT_ID:${people.kin.id}` }]);
  expect(await codesOf('judge', LIFT, { id, reason: REASON })).toEqual(['CONFLICT_OF_INTEREST']);
  const shape = z.object({
    conflicts: z.array(z.object({ id: z.string(), repairId: z.string(), ground: z.string() })),
  });
  const { conflicts } = await tell('judge', '{ conflicts { id repairId ground } }', {}, shape);
  const own = conflicts.filter(({ repairId }) => repairId === id);
  expect(own).toMatchObject([{ ground: 'DECLARED_KIN' }]);
  const approve = `mutation ($id: ID!) { approveConflict(id: $id, reason: "${REASON}") { id } }`;
  expect(await codesOf('judge', approve, { id: own[0]?.id })).toEqual(['SECOND_PERSON_NEEDED']);
  // the one opening is not used up by a refusal
  const openings = await inCourtDatabase(
    (sql) => sql`select judge from protected_opening where repair_id = ${id}`,
  );
  expect(openings).toEqual([]);
});

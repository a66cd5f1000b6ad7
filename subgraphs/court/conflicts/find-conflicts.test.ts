import { afterAll, beforeAll, expect, test } from 'vitest';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import { LI, WANG } from '../../../tests/support/court-world/people.ts';
import type { Account } from '../../../tests/support/court-world/people.ts';
import { actsOf, declare } from '../../../tests/support/court-world/run-party.ts';
import { caseNo, takeIn } from '../../../tests/support/court-world/take-in.ts';
import { courtTransaction } from '../ledger/court-transaction.ts';
import type { CourtContext } from '../court-context.ts';
import { approveConflict } from './approve-conflict.ts';
import { findConflicts } from './find-conflicts.ts';
import { listConflicts } from './list-conflicts.ts';

const ID = { type: 'RESIDENT_ID', number: '440524188001010014' } as const;
const OF_ID = { idNumber: ID.number };
const REASON = 'no other clerk is free this week';

let world: CourtWorld;
let lastCase = 0;

beforeAll(async () => {
  world = await courtWorld();
});

afterAll(async () => {
  await world.close();
});

function newClerk(): Account {
  lastCase += 1;
  return { ...WANG, subject: `clerk-${String(lastCase)}` };
}

async function newRepair(typed: Parameters<typeof takeIn>[2] = {}): Promise<string> {
  lastCase += 1;
  const { repairs } = await takeIn(world, [lastCase], typed);
  return repairs[0] ?? '';
}

async function foundBy(court: CourtContext, ids: string[]): Promise<string[]> {
  return [...(await courtTransaction(court, (noting, tx) => findConflicts(noting, tx, ids)))];
}

async function stopped(clerk: Account, ids: string[]): Promise<string[]> {
  return foundBy(world.as(clerk), ids);
}

async function conflictOf(repairId: string) {
  const found = (await listConflicts(world.as(LI))).find((one) => one.repairId === repairId);
  if (found === undefined) throw new Error('no conflict waits');
  return found;
}

const code = (value: string) => ({ extensions: { code: value } });

test.each([
  ['an identifier', 'SHARED_IDENTIFIER', { ids: [ID] }, OF_ID],
  ['a phone', 'SHARED_IDENTIFIER', { phones: ['+8613812345678'] }, { phone: '138 1234 5678' }],
  ['declared kin', 'DECLARED_KIN', { kin: [ID] }, OF_ID],
  [
    'a household, however the address is written',
    'SHARED_HOUSEHOLD',
    { addresses: ['浙江省义乌市稠城街道1号'] },
    { lastKnownAddress: ' 浙江省义乌市，稠城街道 １ 号' },
  ],
] as const)(
  '%s in common stops the clerk at that party alone',
  async (_what, ground, own, typed) => {
    const clerk = newClerk();
    await declare(world, clerk, {
      ...('ids' in own && { ids: [...own.ids] }),
      ...('phones' in own && { phones: [...own.phones] }),
      ...('kin' in own && { kin: [...own.kin] }),
      ...('addresses' in own && { addresses: [...own.addresses] }),
    });
    const [theirs, other] = [await newRepair(typed), await newRepair()];
    expect(await stopped(clerk, [other, theirs])).toEqual([theirs]);
    const conflict = await conflictOf(theirs);
    expect(conflict).toMatchObject({ clerk: clerk.subject, ground, approvedBy: null });
    expect(await actsOf(world, 'CONFLICT_FOUND', conflict.id)).toEqual([
      { subject: clerk.subject, role: 'CLERK', reason: null, detail: { ground } },
    ]);
    // somebody else has nothing in common with them
    expect(await stopped(newClerk(), [other, theirs])).toEqual([]);
  },
);

test('the alert names the clerk by a pseudonym and the party not at all', async () => {
  const clerk = newClerk();
  await declare(world, clerk, { ids: [ID] });
  const repairId = await newRepair(OF_ID);
  const before = world.log().length;
  await stopped(clerk, [repairId]);
  const said = world.log().slice(before);
  const { id } = await conflictOf(repairId);
  expect(JSON.parse(said)).toMatchObject({
    ...{ level: 40, alert: 'CONFLICT_OF_INTEREST', conflicts: [id] },
    clerk: world.as().pseudonymOf(clerk.subject),
  });
  for (const value of [clerk.subject, ID.number, caseNo(lastCase)]) {
    expect(said).not.toContain(value);
  }
});

test('a conflict is raised once, and stops until somebody else approves it', async () => {
  const clerk = newClerk();
  await declare(world, clerk, { kin: [ID] });
  const repairId = await newRepair(OF_ID);
  expect(await stopped(clerk, [repairId])).toEqual([repairId]);
  const before = world.log().length;
  expect(await stopped(clerk, [repairId])).toEqual([repairId]);
  expect(world.log().length).toBe(before);
  const { id } = await conflictOf(repairId);
  expect(await actsOf(world, 'CONFLICT_FOUND', id)).toHaveLength(1);
  const both: Account = { ...clerk, roles: ['CLERK', 'JUDGE'] };
  await expect(approveConflict(world.as(both), { id, reason: REASON })).rejects.toMatchObject(
    code('SECOND_PERSON_NEEDED'),
  );
  expect(await stopped(clerk, [repairId])).toEqual([repairId]);
  expect(await approveConflict(world.as(LI), { id, reason: REASON })).toMatchObject({
    approvedBy: LI.subject,
  });
  expect(await stopped(clerk, [repairId])).toEqual([]);
  expect((await listConflicts(world.as(LI))).map((one) => one.id)).not.toContain(id);
  expect(await actsOf(world, 'APPROVE_CONFLICT', id)).toEqual([
    { subject: LI.subject, role: 'JUDGE', reason: REASON, detail: {} },
  ]);
});

test('of two who approve at once one does', async () => {
  const clerk = newClerk();
  await declare(world, clerk, { ids: [ID] });
  const repairId = await newRepair(OF_ID);
  await stopped(clerk, [repairId]);
  const { id } = await conflictOf(repairId);
  const request = { id, reason: REASON };
  const outcomes = await Promise.allSettled([
    approveConflict(world.as(LI), request),
    approveConflict(world.as({ ...LI, subject: 'an.faguan' }), request),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await actsOf(world, 'APPROVE_CONFLICT', id)).toHaveLength(1);
  await expect(approveConflict(world.as(LI), request)).rejects.toMatchObject(
    code('CONFLICT_NOT_FOUND'),
  );
});

test('an approval that nothing waits for, and one in a case that ended, are refused', async () => {
  const id = '00000000-0000-4000-8000-000000000000';
  await expect(approveConflict(world.as(LI), { id, reason: REASON })).rejects.toMatchObject(
    code('CONFLICT_NOT_FOUND'),
  );
  const clerk = newClerk();
  await declare(world, clerk, { ids: [ID] });
  const repairId = await newRepair(OF_ID);
  await stopped(clerk, [repairId]);
  const conflict = await conflictOf(repairId);
  await world.owner.sql`
    update court_case set status = 'CLOSED' where case_no = ${conflict.caseNo}`;
  await expect(
    approveConflict(world.as(LI), { id: conflict.id, reason: REASON }),
  ).rejects.toMatchObject(code('CASE_NOT_LIVE'));
  expect((await listConflicts(world.as(LI))).map((one) => one.id)).not.toContain(conflict.id);
});

test('a party whom a newer list writes otherwise is compared anew', async () => {
  const clerk = newClerk();
  await declare(world, clerk, { ids: [ID], phones: ['+8613812345678'] });
  const repairId = await newRepair(OF_ID);
  const number = lastCase;
  await stopped(clerk, [repairId]);
  const { id } = await conflictOf(repairId);
  await approveConflict(world.as(LI), { id, reason: REASON });
  const { repairs } = await takeIn(world, [number], { phone: '13812345678' });
  expect(repairs).toEqual([repairId]);
  expect(await stopped(clerk, [repairId])).toEqual([repairId]);
  expect((await conflictOf(repairId)).id).not.toBe(id);
});

test('nobody signed in, and no repair named, find nothing', async () => {
  expect(await foundBy(world.as(), [await newRepair(OF_ID)])).toEqual([]);
  expect(await foundBy(world.as(newClerk()), [])).toEqual([]);
});

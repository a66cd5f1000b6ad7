import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import { policeReply, warrantIn } from '../../../tests/support/court-world/ask-court.ts';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import { LI, WANG } from '../../../tests/support/court-world/people.ts';
import type { Account } from '../../../tests/support/court-world/people.ts';
import { declare } from '../../../tests/support/court-world/run-party.ts';
import { caseNo, takeIn } from '../../../tests/support/court-world/take-in.ts';
import { assignClerk } from '../authority/assign-clerk.ts';
import { loadRepairs } from '../repairs/load-repairs.ts';
import { runRepairs } from '../repairs/run-repairs.ts';
import { settleInquiry } from '../repairs/settle-inquiry.ts';
import { repair } from '../tables.ts';
import { approveConflict } from './approve-conflict.ts';
import { listConflicts } from './list-conflicts.ts';

const KIN = { type: 'RESIDENT_ID', number: '440524188001010014' } as const;
const FOUND: Partial<PartyAnswer> = {
  outcome: 'MATCHED',
  elements: { name: 'MATCH', idNumber: 'NOT_HELD', phone: 'MATCH' },
  discovered: { id: KIN },
  contacts: [
    { kind: 'PHONE', value: '+8613912345678', basis: 'REGISTERED_PHONE', observedOn: '2026-01-01' },
    {
      kind: 'ADDRESS',
      value: '浙江省义乌市稠城街道1号',
      basis: 'HOUSEHOLD_REGISTRATION',
      observedOn: '2026-01-01',
    },
  ],
};

let world: CourtWorld;
beforeAll(async () => {
  world = await courtWorld();
});
afterAll(async () => {
  await world.close();
});

/** A clerk of their own, who has a party of name and phone alone, and what comes of the first hop. */
async function found(number: number, declared: Parameters<typeof declare>[2]) {
  const clerk: Account = { ...WANG, subject: `clerk-${String(number)}` };
  const typed = { idType: '', idNumber: '', phone: '13812345678' };
  const { repairs } = await takeIn(world, [number], typed);
  await assignClerk(world.as(LI), { caseNo: caseNo(number) }, clerk.subject);
  await declare(world, clerk, declared);
  const run = async () => {
    const { envelope, refused } = await runRepairs(world.as(clerk), {
      ...{ ids: repairs, asOf: '2026-11-20' },
      authority: {
        ...{ askedBy: clerk.subject, role: 'CLERK', purpose: 'ENFORCEMENT' },
        ...{ legalBasis: 'CPL art. 87', kinds: ['ADDRESS'] },
      },
    });
    if (refused.length > 0) return { refused };
    const police = await policeReply(world, await warrantIn(world, envelope), FOUND);
    return settleInquiry(world.as(clerk), envelope, { police });
  };
  return { clerk, id: repairs[0], run };
}

test('a relative who was listed by name and phone stops the clerk once a register says who it is', async () => {
  const { clerk, id, run } = await found(1, { kin: [KIN] });
  expect(await run()).toMatchObject({ followUp: null });
  const [conflict] = await listConflicts(world.as(LI));
  expect(conflict).toMatchObject({ repairId: id, ground: 'DECLARED_KIN', approvedAt: null });
  const shown = async (who: Account) =>
    (await loadRepairs(world.as(who), world.as(who).db, eq(repair.id, id ?? '')))[0];
  expect(await shown(clerk)).toMatchObject({ flags: ['NOT_AUTHORISED'], contacts: [] });
  expect(await shown(LI)).toMatchObject({ status: 'INCOMPLETE' });
  expect(await run()).toEqual({ refused: [{ id, problem: 'CONFLICT_OF_INTEREST' }] });
  await approveConflict(world.as(LI), { id: conflict?.id ?? '', reason: 'no other clerk is free' });
  expect(await run()).toMatchObject({ followUp: expect.any(String) as string });
});

test('somebody whom a register names and the clerk does not is followed', async () => {
  const { run } = await found(2, {});
  expect(await run()).toMatchObject({ followUp: expect.any(String) as string });
  expect(await listConflicts(world.as(LI))).toEqual([]);
});

test.each([
  ['phone', 'SHARED_IDENTIFIER', { phones: ['+8613912345678'] }],
  ['home', 'SHARED_HOUSEHOLD', { addresses: ['浙江省义乌市稠城街道1号'] }],
])('so does a %s that a register gives and the clerk declared', async (_, ground, declared) => {
  const { id, run } = await found(ground === 'SHARED_HOUSEHOLD' ? 3 : 4, declared);
  expect(await run()).toMatchObject({ followUp: null });
  const raised = (await listConflicts(world.as(LI))).filter(({ repairId }) => repairId === id);
  expect(raised).toMatchObject([{ ground, approvedAt: null }]);
});

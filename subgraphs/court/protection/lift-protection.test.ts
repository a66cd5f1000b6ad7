import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadRepairs } from '../repairs/load-repairs.ts';
import { runRepairs } from '../repairs/run-repairs.ts';
import { settleInquiry } from '../repairs/settle-inquiry.ts';
import { decideReview } from '../review/decide-review.ts';
import { repair } from '../tables.ts';
import { policeReply, warrantIn } from '../../../tests/support/court-world/ask-court.ts';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import { LI } from '../../../tests/support/court-world/people.ts';
import {
  actsOf,
  askedBy,
  declare,
  held,
  HOME,
  MOBILE,
  runParty,
  settleBoth,
} from '../../../tests/support/court-world/run-party.ts';
import { takeIn } from '../../../tests/support/court-world/take-in.ts';
import { liftProtection } from './lift-protection.ts';

const REASON = 'the hearing cannot be put off';
const PROTECTED = { outcome: 'BLOCKED', blockedBy: 'PROTECTED' } as const;
const AN = { ...LI, subject: 'an.faguan' };

let world: CourtWorld;
let lastCase = 0;

beforeAll(async () => {
  world = await courtWorld();
});

afterAll(async () => {
  await world.close();
});

function blockedParty() {
  lastCase += 1;
  return runParty(world, lastCase, PROTECTED);
}

/** A judge of their own: an hour has room for twenty parties only. */
function judge() {
  lastCase += 1;
  return { ...LI, subject: `judge-${String(lastCase)}` };
}

async function shown(id: string) {
  const court = world.as(LI);
  const [found] = await loadRepairs(court, court.db, eq(repair.id, id));
  return found;
}

const code = (value: string) => ({ extensions: { code: value } });

test('a judge opens a protected person: both hops say so, and so does what comes of it', async () => {
  const { repairId } = await blockedParty();
  expect(await shown(repairId)).toMatchObject({ status: 'BLOCKED', flags: ['PROTECTED'] });
  const by = judge();
  const { envelope } = await liftProtection(world.as(by), { id: repairId, reason: REASON });
  const first = await warrantIn(world, envelope);
  expect(first).toMatchObject({
    ...{ role: 'JUDGE', actor: world.as().pseudonymOf(by.subject), hop: 1 },
    // for what, and by which document, the party was asked about before
    ...{ purpose: 'ENFORCEMENT', legalBasis: '（2026）浙0782执1号协查函' },
    ...{ kinds: ['PHONE', 'ADDRESS'], parties: [{ protectionLifted: true }] },
  });
  const answer = held(MOBILE, HOME);
  const police = await policeReply(world, first, answer);
  const { followUp } = await settleInquiry(world.as(by), envelope, { police });
  const second = await warrantIn(world, followUp ?? '');
  expect(second).toMatchObject({ hop: 2, role: 'JUDGE', parties: [{ protectionLifted: true }] });
  await settleBoth(world, by, followUp ?? '', answer);
  expect(await shown(repairId)).toMatchObject({
    ...{ status: 'FOUND', flags: ['PROTECTED'] },
    contacts: [{ kind: 'PHONE' }, { kind: 'ADDRESS' }],
  });
  expect(await actsOf(world, 'LIFT_PROTECTION', repairId)).toEqual([
    { subject: by.subject, role: 'JUDGE', reason: REASON, detail: {} },
  ]);
});

test('which registers hold a person who was opened is for judges alone', async () => {
  const { clerk, repairId } = await blockedParty();
  const by = judge();
  const { envelope } = await liftProtection(world.as(by), { id: repairId, reason: REASON });
  await settleBoth(world, by, envelope, held(MOBILE, HOME));
  expect((await shown(repairId))?.agencies).toMatchObject([
    { agency: 'police', status: 'ANSWERED', outcome: 'MATCHED', idNumber: 'MATCH' },
  ]);
  const court = world.as(clerk);
  const [seen] = await loadRepairs(court, court.db, eq(repair.id, repairId));
  expect(seen?.agencies).toEqual([
    {
      ...{ agency: 'police', status: 'ANSWERED', outcome: null, name: null, idNumber: null },
      ...{ phone: null, nameReason: null, blockedBy: null, withheld: [], evidence: [] },
    },
  ]);
});

test('once is all there is, also when the opening brought nothing', async () => {
  const { repairId } = await blockedParty();
  const by = judge();
  const { envelope } = await liftProtection(world.as(by), { id: repairId, reason: REASON });
  await expect(
    liftProtection(world.as(AN), { id: repairId, reason: REASON }),
  ).rejects.toMatchObject(code('OPENED_BEFORE'));
  await settleBoth(world, by, envelope, PROTECTED);
  expect(await shown(repairId)).toMatchObject({ status: 'BLOCKED', flags: ['PROTECTED'] });
  await expect(
    liftProtection(world.as(AN), { id: repairId, reason: REASON }),
  ).rejects.toMatchObject(code('OPENED_BEFORE'));
  expect(await actsOf(world, 'DENIED', repairId)).toEqual(
    [1, 2].map(() => ({
      ...{ subject: AN.subject, role: 'JUDGE', reason: REASON },
      detail: { code: 'OPENED_BEFORE', operation: 'liftProtection' },
    })),
  );
});

test('whoever is written in the place of an opened person is another, whom nobody has opened', async () => {
  const { repairId, clerk } = await blockedParty();
  const number = lastCase;
  await liftProtection(world.as(judge()), { id: repairId, reason: REASON });
  const other = { idNumber: '440524188001010014' };
  const run = async () => {
    const { envelope } = await runRepairs(world.as(clerk), askedBy(clerk, repairId));
    await settleBoth(world, clerk, envelope, PROTECTED);
  };
  await takeIn(world, [number], other);
  await run();
  const by = judge();
  const { envelope } = await liftProtection(world.as(by), { id: repairId, reason: REASON });
  await settleBoth(world, by, envelope, held(HOME));
  expect(await shown(repairId)).toMatchObject({ status: 'FOUND', flags: ['PROTECTED'] });
  // the first one is written there again, who was opened
  await takeIn(world, [number]);
  await run();
  await expect(
    liftProtection(world.as(AN), { id: repairId, reason: REASON }),
  ).rejects.toMatchObject(code('OPENED_BEFORE'));
});

test('of judges who open one person at once one does', async () => {
  const { repairId } = await blockedParty();
  const outcomes = await Promise.allSettled(
    [judge(), judge(), judge()].map((by) =>
      liftProtection(world.as(by), { id: repairId, reason: REASON }),
    ),
  );
  const refused = outcomes.flatMap((one): unknown[] =>
    one.status === 'rejected' ? [one.reason] : [],
  );
  expect(refused).toMatchObject([code('OPENED_BEFORE'), code('OPENED_BEFORE')]);
  expect(await actsOf(world, 'LIFT_PROTECTION', repairId)).toHaveLength(1);
  const [row] = await world.owner.sql`
    select count(*)::int as openings from protected_opening where repair_id = ${repairId}`;
  expect(row).toEqual({ openings: 1 });
});

test('a clerk cannot run away what a judge found, and before it is found asks about a protected person', async () => {
  const { clerk, repairId } = await blockedParty();
  const by = judge();
  const { envelope } = await liftProtection(world.as(by), { id: repairId, reason: REASON });
  await settleBoth(world, by, envelope, held(HOME));
  const again = await runRepairs(world.as(clerk), askedBy(clerk, repairId));
  expect(again.refused).toEqual([{ id: repairId, problem: 'PROTECTED' }]);
  const other = await blockedParty();
  await liftProtection(world.as(by), { id: other.repairId, reason: REASON });
  const unread = await runRepairs(world.as(other.clerk), askedBy(other.clerk, other.repairId));
  const { parties } = await warrantIn(world, unread.envelope);
  expect(parties).toHaveLength(1);
  expect(parties[0]).not.toHaveProperty('protectionLifted');
});

test('what stops for another reason, or not at all, is not opened', async () => {
  lastCase += 1;
  const dead = await runParty(world, lastCase, { outcome: 'BLOCKED', blockedBy: 'DECEASED' });
  lastCase += 1;
  const found = await runParty(world, lastCase, held(HOME));
  for (const { repairId: id } of [dead, found]) {
    await expect(liftProtection(world.as(judge()), { id, reason: REASON })).rejects.toMatchObject(
      code('NOT_PROTECTED'),
    );
  }
  expect(await shown(found.repairId)).toMatchObject({ status: 'FOUND' });
  const id = '00000000-0000-4000-8000-000000000000';
  await expect(liftProtection(world.as(judge()), { id, reason: REASON })).rejects.toMatchObject(
    code('REPAIR_NOT_FOUND'),
  );
});

test('a judge with something in common with the party, or in a case that ended, opens nothing', async () => {
  const { repairId, caseNo: number } = await blockedParty();
  const by = judge();
  await declare(world, by, { ids: [{ type: 'RESIDENT_ID', number: '11010519491231002X' }] });
  await expect(
    liftProtection(world.as(by), { id: repairId, reason: REASON }),
  ).rejects.toMatchObject(code('CONFLICT_OF_INTEREST'));
  const [conflicts] = await world.owner.sql`
    select count(*)::int as n from conflict_of_interest where repair_id = ${repairId}`;
  expect(conflicts).toEqual({ n: 1 });
  await world.owner.sql`update court_case set status = 'CLOSED' where case_no = ${number}`;
  await expect(
    liftProtection(world.as(judge()), { id: repairId, reason: REASON }),
  ).rejects.toMatchObject(code('CASE_NOT_LIVE'));
  const [row] = await world.owner.sql`
    select count(*)::int as openings from protected_opening where repair_id = ${repairId}`;
  expect(row).toEqual({ openings: 0 });
});

test('a doubt about an opened person is decided without opening them again', async () => {
  const { clerk, repairId } = await blockedParty();
  const by = judge();
  const { envelope } = await liftProtection(world.as(by), { id: repairId, reason: REASON });
  await settleBoth(world, by, envelope, {
    ...{ outcome: 'REVIEW', contacts: [] },
    elements: { name: 'SIMILAR', idNumber: 'MATCH', phone: 'NOT_ASKED' },
  });
  expect(await shown(repairId)).toMatchObject({
    ...{ status: 'NEEDS_REVIEW', flags: ['NAME_SIMILAR', 'PROTECTED'] },
  });
  const decision = { id: repairId, decision: 'CONFIRM' as const, reason: REASON };
  const { envelope: confirmed } = await decideReview(world.as(clerk), decision);
  expect((await warrantIn(world, confirmed ?? '')).parties).toMatchObject([
    { nameConfirmed: true, protectionLifted: true },
  ]);
});

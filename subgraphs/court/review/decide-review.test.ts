import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reply } from '../../../schema/contract/reply.ts';
import { assignClerk } from '../authority/assign-clerk.ts';
import type { TypedParty } from '../intake/typed-party.ts';
import { runRepairs } from '../repairs/run-repairs.ts';
import { settleInquiry } from '../repairs/settle-inquiry.ts';
import { policeReply, warrantIn } from '../../../tests/support/court-world/ask-court.ts';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import { LI, WANG, ZHAO } from '../../../tests/support/court-world/people.ts';
import type { Account } from '../../../tests/support/court-world/people.ts';
import { caseNo, takeIn } from '../../../tests/support/court-world/take-in.ts';
import { decideReview } from './decide-review.ts';

let world: CourtWorld;
let lastCase = 0;

beforeAll(async () => {
  world = await courtWorld();
});

afterAll(async () => {
  await world.close();
});

const BASIS = '（2026）浙0782执1号协查函';
const reason = 'the household book was shown';

/** A repair that a clerk of its own has run, of a party as it is typed. */
async function ran(typed: Partial<TypedParty> = {}) {
  lastCase += 1;
  const account: Account = { ...WANG, subject: `clerk-${String(lastCase)}` };
  const { repairs } = await takeIn(world, [lastCase], typed);
  await assignClerk(world.as(LI), { caseNo: caseNo(lastCase) }, account.subject);
  const { envelope } = await runRepairs(world.as(account), {
    ...{ ids: repairs, asOf: '2026-11-20' },
    authority: {
      ...{ askedBy: account.subject, role: 'CLERK', purpose: 'MEDIATION', legalBasis: BASIS },
      kinds: ['ADDRESS'],
    },
  });
  return { id: repairs[0] ?? '', account, envelope };
}

/** A repair that a register left in doubt over the name, and the clerk who ran it. */
async function inDoubt(change: Partial<Reply> = {}) {
  const { id, account, envelope } = await ran();
  const elements = { name: 'MISMATCH', idNumber: 'MATCH', phone: 'NOT_ASKED' } as const;
  const warrant = await warrantIn(world, envelope);
  const police = await policeReply(world, warrant, { outcome: 'CONFLICT', elements }, change);
  await settleInquiry(world.as(account), envelope, { police });
  return { id, account, caseNo: caseNo(lastCase) };
}

function decide(account: Account, id: string, decision: 'CONFIRM' | 'DISMISS' = 'CONFIRM') {
  return decideReview(world.as(account), { id, decision, reason });
}

function refusal(code: string) {
  return { extensions: { code } };
}

test('a confirmation asks again for what was asked for, in the name of who decides', async () => {
  const { id, account } = await inDoubt();
  const { envelope } = await decide(account, id);
  const warrant = await warrantIn(world, envelope ?? '');
  expect(warrant).toMatchObject({
    ...{ purpose: 'MEDIATION', legalBasis: BASIS, kinds: ['ADDRESS'], role: 'CLERK' },
    ...{ actor: world.as().pseudonymOf(account.subject), parties: [{ nameConfirmed: true }] },
  });
});

test('a judge decides as a judge, and without an assignment', async () => {
  const { id } = await inDoubt();
  const { envelope } = await decide(LI, id);
  const warrant = await warrantIn(world, envelope ?? '');
  expect(warrant).toMatchObject({ role: 'JUDGE', actor: world.as().pseudonymOf(LI.subject) });
});

test('who decided is written down with the reason', async () => {
  const { id, account } = await inDoubt();
  await decide(account, id, 'DISMISS');
  const [decision] = await world.owner.sql`
    select decision, decided_by, reason from review_decision where repair_id = ${id}`;
  expect(decision).toEqual({ decision: 'DISMISS', decided_by: account.subject, reason });
  const [act] = await world.owner.sql`
    select subject, reason, detail from act where kind = 'DECIDE_REVIEW' and target_id = ${id}`;
  expect(act).toEqual({ subject: account.subject, reason, detail: { decision: 'DISMISS' } });
});

test('a dismissal of a party about whom something was kept back is incomplete', async () => {
  const told = await inDoubt();
  const kept = await inDoubt({ withheld: ['ADDRESS'] });
  expect((await decide(told.account, told.id, 'DISMISS')).repair.status).toBe('NOT_FOUND');
  expect((await decide(kept.account, kept.id, 'DISMISS')).repair.status).toBe('INCOMPLETE');
});

test('a party about whom nobody was asked is not unfound by a dismissal', async () => {
  const { id, account } = await ran({ idNumber: '110105491231996' });
  const { repair } = await decide(account, id, 'DISMISS');
  expect(repair).toMatchObject({ status: 'INCOMPLETE', flags: ['LEGACY_ID'], agencies: [] });
});

test('another clerk’s repair is not there to be decided', async () => {
  const { id } = await inDoubt();
  await expect(decide(ZHAO, id)).rejects.toMatchObject(refusal('REPAIR_NOT_FOUND'));
  await expect(decide(ZHAO, id, 'DISMISS')).rejects.toMatchObject(refusal('REPAIR_NOT_FOUND'));
});

test('nothing of an ended case is decided', async () => {
  const { id, account, caseNo: number } = await inDoubt();
  await world.owner.sql`update court_case set status = 'CLOSED' where case_no = ${number}`;
  for (const decision of ['CONFIRM', 'DISMISS'] as const) {
    await expect(decide(account, id, decision)).rejects.toMatchObject(refusal('CASE_NOT_LIVE'));
  }
});

test('beyond the hour nothing is confirmed, and the repair stays as it was', async () => {
  const { id, account } = await inDoubt();
  await world.owner.sql`update hourly_count set points = 20`;
  await expect(decide(account, id)).rejects.toMatchObject(refusal('HOURLY_LIMIT'));
  const [row] = await world.owner.sql`select status from repair where id = ${id}`;
  expect(row).toEqual({ status: 'NEEDS_REVIEW' });
  const acts = await world.owner.sql`select detail from act
    where subject = ${account.subject} and kind = 'DENIED' and target_id = ${id}`;
  expect(acts.map(({ detail }) => detail as unknown)).toEqual([{ code: 'HOURLY_LIMIT' }]);
  const decisions = await world.owner.sql`
    select id from review_decision where repair_id = ${id}`;
  expect(decisions).toHaveLength(0);
});

test('a conflict of interest that is found then stays for a second person', async () => {
  const { id, account } = await inDoubt();
  await world.owner.sql`
    insert into clerk_profile (clerk, id_indexes, phone_indexes, address_indexes, kin_indexes)
    select ${account.subject}, array[p.id_index], '{}', '{}', '{}'
    from repair r join party p on p.id = r.party_id where r.id = ${id}`;
  await expect(decide(account, id)).rejects.toMatchObject(refusal('CONFLICT_OF_INTEREST'));
  const [conflict] = await world.owner.sql`
    select clerk, ground from conflict_of_interest where repair_id = ${id}`;
  expect(conflict).toEqual({ clerk: account.subject, ground: 'SHARED_IDENTIFIER' });
  await expect(decide(account, id, 'DISMISS')).rejects.toMatchObject(
    refusal('CONFLICT_OF_INTEREST'),
  );
});

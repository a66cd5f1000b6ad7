import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import { policeReply, warrantIn } from '../../../tests/support/court-world/ask-court.ts';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import { ledgerOf } from '../../../tests/support/court-world/ledger-of.ts';
import { LI, WANG } from '../../../tests/support/court-world/people.ts';
import type { Account } from '../../../tests/support/court-world/people.ts';
import { askedBy, held, HOME } from '../../../tests/support/court-world/run-party.ts';
import { caseNo, takeIn } from '../../../tests/support/court-world/take-in.ts';
import { assignClerk } from '../authority/assign-clerk.ts';
import type { RepairsAsked } from './run-repairs.ts';
import { runRepairs } from './run-repairs.ts';
import { settleInquiry } from './settle-inquiry.ts';

let world: CourtWorld;
let lastCase = 0;

beforeAll(async () => {
  world = await courtWorld();
});

afterAll(async () => {
  await world.close();
});

async function newCase(parties = 2, typed: Parameters<typeof takeIn>[2] = {}) {
  lastCase += 1;
  const number = lastCase;
  const cases = Array.from({ length: parties }, () => number);
  const { repairs } = await takeIn(world, cases, typed);
  const clerk: Account = { ...WANG, subject: `clerk-${String(number)}` };
  await assignClerk(world.as(LI), { caseNo: caseNo(number) }, clerk.subject);
  return { clerk, repairs, caseNo: caseNo(number), ask: { ...askedBy(clerk, ''), ids: repairs } };
}

async function run(clerk: Account, ask: RepairsAsked) {
  const { id, envelope } = await runRepairs(world.as(clerk), ask);
  return { id, envelope, warrant: await warrantIn(world, envelope) };
}

async function statusesOf(repairs: readonly string[]): Promise<unknown[]> {
  const rows = await world.owner.sql`select id, status from repair`;
  const statuses = new Map(rows.map((row) => [String(row['id']), String(row['status'])]));
  return repairs.map((id) => statuses.get(id));
}

async function hourOf({ subject }: Account): Promise<unknown> {
  const key = `sub:${world.as().pseudonymOf(subject)}`;
  const [row] = await world.owner.sql`select points from hourly_count where key = ${key}`;
  return row?.['points'];
}

/** By phone and name, so that the ID number the agency holds is followed. */
const BY_PHONE = { idType: '', idNumber: '', phone: '13812345678' };
const DISCOVERY: Partial<PartyAnswer> = {
  ...held(HOME),
  elements: { name: 'MATCH', idNumber: 'NOT_ASKED', phone: 'MATCH' },
  discovered: { id: { type: 'RESIDENT_ID', number: '11010519491231002X' } },
};

test('what was cut off is asked again, the same and in the time that was left', async () => {
  const { clerk, repairs, ask } = await newCase();
  const first = await run(clerk, ask);
  world.advance(60_000);
  const before = (await ledgerOf(world)).length;
  const second = await run(clerk, { ...ask, ids: ask.ids.toReversed() });
  expect(second.id).not.toBe(first.id);
  expect(second.warrant).toMatchObject({
    ...{ resumes: first.id, parties: first.warrant.parties, aud: first.warrant.aud },
    exp: first.warrant.exp,
  });
  const asked = await ledgerOf(world, before);
  expect(asked).toMatchObject(
    repairs.map((repair) => ({
      ...{ event: 'INQUIRY_ASKED', inquiry: second.id, detail: { repair, resumes: first.id } },
    })),
  );
  expect(await hourOf(clerk)).toBe(2);
});

test('an agency’s answer to what was cut off counts for what goes on with it, and once', async () => {
  const { clerk, repairs, ask } = await newCase();
  const first = await run(clerk, ask);
  const police = await policeReply(world, first.warrant, held(HOME));
  const { envelope } = await run(clerk, ask);
  // whoever still carries the old envelope comes too late
  await settleInquiry(world.as(clerk), first.envelope, { police });
  expect(await statusesOf(repairs)).toEqual(['OPEN', 'OPEN']);
  await settleInquiry(world.as(clerk), envelope, { police });
  expect(await statusesOf(repairs)).toEqual(['FOUND', 'FOUND']);
});

test('a chain of interruptions names the first, and takes the answer to any of them', async () => {
  const { clerk, repairs, ask } = await newCase(1);
  const first = await run(clerk, ask);
  const second = await run(clerk, ask);
  const third = await run(clerk, ask);
  expect(third.warrant.resumes).toBe(first.id);
  const police = await policeReply(world, second.warrant, held(HOME));
  await settleInquiry(world.as(clerk), third.envelope, { police });
  expect(await statusesOf(repairs)).toEqual(['FOUND']);
});

test('an answer to an inquiry that it does not go on with is rejected', async () => {
  const [one, other] = [await newCase(1), await newCase(1)];
  await run(one.clerk, one.ask);
  const { envelope } = await run(one.clerk, one.ask);
  const police = await policeReply(world, (await run(other.clerk, other.ask)).warrant, held(HOME));
  await settleInquiry(world.as(one.clerk), envelope, { police });
  expect(await statusesOf(one.repairs)).toEqual(['INCOMPLETE']);
});

test('a second hop is gone on with as one, with what the first hop brought', async () => {
  const { clerk, repairs, ask } = await newCase(2, BY_PHONE);
  const first = await run(clerk, ask);
  const discovery = await policeReply(world, first.warrant, DISCOVERY);
  const { followUp } = await settleInquiry(world.as(clerk), first.envelope, { police: discovery });
  const cut = await warrantIn(world, followUp ?? '');
  const again = await run(clerk, ask);
  expect(again.warrant).toMatchObject({ hop: 2, resumes: cut.jti, parties: cut.parties });
  const police = await policeReply(world, cut, held(HOME));
  const outcome = await settleInquiry(world.as(clerk), again.envelope, { police });
  expect(outcome.followUp).toBeNull();
  expect(await statusesOf(repairs)).toEqual(['FOUND', 'FOUND']);
});

test.each<[string, (ask: RepairsAsked) => RepairsAsked]>([
  ['fewer repairs', (ask) => ({ ...ask, ids: ask.ids.slice(1) })],
  ['another day', (ask) => ({ ...ask, asOf: '2026-11-19' })],
  ['another purpose', (ask) => ({ ...ask, authority: { ...ask.authority, purpose: 'MEDIATION' } })],
  ['other kinds', (ask) => ({ ...ask, authority: { ...ask.authority, kinds: ['PHONE'] } })],
  ['another document', (ask) => ({ ...ask, authority: { ...ask.authority, legalBasis: '另案' } })],
])('%s make it another inquiry, which is counted anew', async (_, change) => {
  const { clerk, ask } = await newCase(2);
  await run(clerk, ask);
  const changed = change(ask);
  expect((await run(clerk, changed)).warrant.resumes).toBeUndefined();
  expect(await hourOf(clerk)).toBe(2 + changed.ids.length);
});

test('repairs of two inquiries are none that was cut off', async () => {
  const { clerk, ask } = await newCase(2);
  for (const id of ask.ids) await run(clerk, { ...ask, ids: [id] });
  expect((await run(clerk, ask)).warrant.resumes).toBeUndefined();
});

test('somebody else’s inquiry is not gone on with', async () => {
  const { clerk, ask, ...about } = await newCase(1);
  await run(clerk, ask);
  const colleague: Account = { ...WANG, subject: `${clerk.subject}-too` };
  await assignClerk(world.as(LI), { caseNo: about.caseNo }, colleague.subject);
  const authority = { ...ask.authority, askedBy: colleague.subject };
  expect((await run(colleague, { ...ask, authority })).warrant.resumes).toBeUndefined();
});

test('what was answered is asked anew', async () => {
  const { clerk, ask } = await newCase(1);
  const { envelope, warrant } = await run(clerk, ask);
  const police = await policeReply(world, warrant, held(HOME));
  await settleInquiry(world.as(clerk), envelope, { police });
  expect((await run(clerk, ask)).warrant.resumes).toBeUndefined();
});

test('a party who could not be asked about is told with those who were', async () => {
  const { clerk, repairs, ask } = await newCase(1);
  lastCase += 1;
  const { repairs: nameless } = await takeIn(world, [lastCase], { name: '' });
  await assignClerk(world.as(LI), { caseNo: caseNo(lastCase) }, clerk.subject);
  const ids = [...repairs, ...nameless];
  await run(clerk, { ...ask, ids });
  const again = await run(clerk, { ...ask, ids });
  expect(again.warrant.resumes).toBeDefined();
  const rows = await world.owner.sql`
    select id from repair where settled_by = ${again.id} and status = 'REJECTED'`;
  expect(rows.map(({ id }): unknown => id)).toEqual(nameless);
});

test('with no time left for an answer it is asked anew', async () => {
  const { clerk, ask } = await newCase(1);
  await run(clerk, ask);
  world.advance(9.5 * 60_000);
  expect((await run(clerk, ask)).warrant.resumes).toBeUndefined();
});

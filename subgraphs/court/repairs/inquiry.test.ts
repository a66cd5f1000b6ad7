import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ContactLead, PartyAnswer } from '../../../schema/contract/reply.ts';
import { chinaDay } from '../../kit/identifiers/china-day.ts';
import { assignClerk } from '../authority/assign-clerk.ts';
import { policeReply, warrantIn } from '../../../tests/support/court-world/ask-court.ts';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import { LI, WANG, ZHAO } from '../../../tests/support/court-world/people.ts';
import type { Account } from '../../../tests/support/court-world/people.ts';
import { caseNo, takeIn } from '../../../tests/support/court-world/take-in.ts';
import { loadRepairs } from './load-repairs.ts';
import { readVerifications } from './read-verifications.ts';
import { runRepairs } from './run-repairs.ts';
import { settleInquiry } from './settle-inquiry.ts';
import { verifyParties } from './verify-parties.ts';

const AS_OF = '2026-11-20';
const HOME: ContactLead = {
  ...{ kind: 'ADDRESS', value: '浙江省义乌市稠城街道某路1号', observedOn: '2026-01-01' },
  basis: 'HOUSEHOLD_REGISTRATION',
};
const MOBILE: ContactLead = {
  ...{ kind: 'PHONE', value: '+8613812345678', observedOn: '2026-01-01' },
  basis: 'REGISTERED_PHONE',
};

let world: CourtWorld;
let lastCase = 0;

beforeAll(async () => {
  world = await courtWorld();
});

afterAll(async () => {
  await world.close();
});

async function newCase(parties = 1) {
  lastCase += 1;
  const number = lastCase;
  const account: Account = { ...WANG, subject: `clerk-${String(number)}` };
  const taken = await takeIn(
    world,
    Array.from({ length: parties }, () => number),
  );
  await assignClerk(world.as(LI), { caseNo: caseNo(number) }, account.subject);
  return { ...taken, account, caseNo: caseNo(number) };
}

function authority({ subject: askedBy }: Account) {
  return {
    ...{ askedBy, role: 'CLERK' as const, purpose: 'ENFORCEMENT' as const },
    ...{ legalBasis: '（2026）浙0782执1号协查函', kinds: ['PHONE' as const, 'ADDRESS' as const] },
  };
}

async function run(account: Account, ids: readonly string[]) {
  const asked = { ids, asOf: AS_OF, authority: authority(account) };
  const { envelope, ...rest } = await runRepairs(world.as(account), asked);
  return { envelope, ...rest, warrant: await warrantIn(world, envelope) };
}

function matched(...contacts: ContactLead[]): Partial<PartyAnswer> {
  const elements = { name: 'MATCH', idNumber: 'MATCH', phone: 'NOT_ASKED' } as const;
  return { outcome: 'MATCHED', elements, contacts };
}

async function endCase(number: string): Promise<void> {
  await world.owner.sql`update court_case set status = 'WITHDRAWN' where case_no = ${number}`;
}

async function statusOf(id: string | undefined): Promise<unknown> {
  const [row] = await world.owner.sql`
    select status, (select count(*)::int from contact where repair_id = repair.id) as contacts
    from repair where id = ${id ?? ''}`;
  return { ...row };
}

test('the warrant says on whose authority it asks, and not who that is', async () => {
  const { account, repairs } = await newCase();
  const { warrant, id, envelope } = await run(account, repairs);
  expect(warrant).toMatchObject({
    ...{ actor: world.as().pseudonymOf(account.subject), role: 'CLERK', purpose: 'ENFORCEMENT' },
    ...{ legalBasis: '（2026）浙0782执1号协查函', kinds: ['PHONE', 'ADDRESS'] },
  });
  expect(warrant.actor).toMatch(/^[\w-]{43}$/u);
  expect(envelope).not.toContain(account.subject);
  const [row] = await world.owner.sql`select asked_by, role from inquiry where id = ${id}`;
  expect(row).toEqual({ asked_by: account.subject, role: 'CLERK' });
});

test('agencies judge by no day that is yet to come, whatever day was named', async () => {
  const { account, repairs: ids } = await newCase();
  const asked = { ids, authority: authority(account) };
  const askedAsOf = async (asOf: string) => {
    const { envelope } = await runRepairs(world.as(account), { ...asked, asOf });
    return (await warrantIn(world, envelope)).asOf;
  };
  expect(await askedAsOf('2099-01-01')).toBe(chinaDay(world.as().now()));
  expect(await askedAsOf('2020-02-29')).toBe('2020-02-29');
});

test('a refused repair stays as it is, the others are put to the agencies', async () => {
  const own = await newCase();
  const other = await newCase();
  const settled = await run(other.account, other.repairs);
  const reply = await policeReply(world, settled.warrant, matched(HOME));
  await settleInquiry(world.as(other.account), settled.envelope, { police: reply });
  const { refused, warrant } = await run(own.account, [...own.repairs, ...other.repairs]);
  expect(refused).toEqual([{ id: other.repairs[0], problem: 'NOT_ASSIGNED' }]);
  expect(warrant.parties).toHaveLength(1);
  expect(await statusOf(other.repairs[0])).toEqual({ status: 'FOUND', contacts: 1 });
});

test('an envelope is worth nothing to anybody but who asked', async () => {
  const { account, repairs } = await newCase();
  const { envelope, warrant } = await run(account, repairs);
  const police = await policeReply(world, warrant, matched(HOME));
  for (const reader of [ZHAO, LI]) {
    await expect(settleInquiry(world.as(reader), envelope, { police })).rejects.toMatchObject({
      extensions: { code: 'UNKNOWN_INQUIRY' },
    });
  }
  await expect(settleInquiry(world.as(), envelope, { police })).rejects.toMatchObject({
    extensions: { code: 'UNAUTHENTICATED' },
  });
  expect(await statusOf(repairs[0])).toEqual({ status: 'OPEN', contacts: 0 });
  await settleInquiry(world.as(account), envelope, { police });
  expect(await statusOf(repairs[0])).toEqual({ status: 'FOUND', contacts: 1 });
});

test('the second hop carries the same authority', async () => {
  const { account, repairs } = await newCase();
  const { envelope, warrant } = await run(account, repairs);
  const police = await policeReply(world, warrant, matched(MOBILE));
  const { followUp } = await settleInquiry(world.as(account), envelope, { police });
  const second = await warrantIn(world, followUp ?? '');
  const { hop, actor, role, purpose, legalBasis, kinds } = second;
  expect(hop).toBe(2);
  expect({ actor, role, purpose, legalBasis, kinds }).toEqual({
    ...{ actor: warrant.actor, role: 'CLERK', purpose: 'ENFORCEMENT' },
    ...{ legalBasis: warrant.legalBasis, kinds: warrant.kinds },
  });
});

test('of a case that ended while agencies were asked nothing is settled or followed', async () => {
  const { account, repairs, caseNo: number } = await newCase();
  const { envelope, warrant } = await run(account, repairs);
  await endCase(number);
  const police = await policeReply(world, warrant, matched(HOME, MOBILE));
  const said = await settleInquiry(world.as(account), envelope, { police });
  expect(said.followUp).toBeNull();
  expect(said.findings?.size).toBe(0);
  expect(await statusOf(repairs[0])).toEqual({ status: 'OPEN', contacts: 0 });
});

test('of a case that ended between the hops the second settles nothing', async () => {
  const { account, repairs, caseNo: number } = await newCase();
  const { envelope, warrant } = await run(account, repairs);
  const first = await policeReply(world, warrant, matched(MOBILE));
  const { followUp } = await settleInquiry(world.as(account), envelope, { police: first });
  const second = await warrantIn(world, followUp ?? '');
  await endCase(number);
  const police = await policeReply(world, second, matched(MOBILE));
  const said = await settleInquiry(world.as(account), followUp ?? '', { police });
  expect(said.findings?.size).toBe(0);
  expect(await statusOf(repairs[0])).toEqual({ status: 'OPEN', contacts: 0 });
});

test('what a policy keeps back makes a party incomplete and is told by agency', async () => {
  const { account, repairs } = await newCase();
  const { envelope, warrant } = await run(account, repairs);
  const police = await policeReply(world, warrant, {}, { withheld: ['ADDRESS'] });
  await settleInquiry(world.as(account), envelope, { police });
  const court = world.as(account);
  const [shape] = await loadRepairs(court, court.db, undefined);
  expect(shape).toMatchObject({
    status: 'INCOMPLETE',
    agencies: [{ agency: 'police', status: 'ANSWERED', withheld: ['ADDRESS'] }],
  });
});

test('a kind that was not asked for cannot be kept back', async () => {
  const { account, repairs } = await newCase();
  const terms = { ...authority(account), kinds: ['PHONE' as const] };
  const asked = { ids: repairs, asOf: AS_OF, authority: terms };
  const { envelope } = await runRepairs(world.as(account), asked);
  const warrant = await warrantIn(world, envelope);
  const police = await policeReply(world, warrant, {}, { withheld: ['ADDRESS'] });
  await settleInquiry(world.as(account), envelope, { police });
  expect(await statusOf(repairs[0])).toEqual({ status: 'NOT_FOUND', contacts: 0 });
});

test('a verification takes the same authority, counts, and asks for no kind of contact', async () => {
  const { account, repairs } = await newCase();
  const asked = { ids: repairs, asOf: AS_OF, authority: authority(account) };
  const { envelope } = await verifyParties(world.as(account), asked);
  expect((await warrantIn(world, envelope)).kinds).toEqual([]);
  const key = `sub:${world.as().pseudonymOf(account.subject)}`;
  const [hour] = await world.owner.sql`select points from hourly_count where key = ${key}`;
  expect(hour).toEqual({ points: 1 });
  const denied = await verifyParties(world.as(ZHAO), { ...asked, authority: authority(ZHAO) });
  expect(denied.refused).toEqual([{ id: repairs[0], problem: 'NOT_ASSIGNED' }]);
});

test('a verification of a case that ended meanwhile tells nothing', async () => {
  const { account, repairs, caseNo: number } = await newCase();
  const asked = { ids: repairs, asOf: AS_OF, authority: authority(account) };
  const { envelope } = await verifyParties(world.as(account), asked);
  const warrant = await warrantIn(world, envelope);
  const verdict = { name: 'MATCH', idNumber: 'MATCH', phone: 'NOT_ASKED' } as const;
  const verdicts = warrant.parties.map(({ ref }) => ({ ref, elements: verdict }));
  const police = await policeReply(world, warrant, {}, { answers: [], verdicts });
  await endCase(number);
  expect(await readVerifications(world.as(account), envelope, { police })).toMatchObject([
    { repairId: repairs[0], flags: ['NOT_AUTHORISED'], agencies: [] },
  ]);
});

test('what was run is recorded, with what was refused', async () => {
  const { account, repairs } = await newCase(2);
  const other = await newCase();
  const { id } = await run(account, [...repairs, ...other.repairs]);
  const acts = await world.owner.sql`
    select kind, role, target_id, detail from act where subject = ${account.subject}
    order by kind desc`;
  expect(acts.map((row) => ({ ...row }))).toEqual([
    {
      ...{ kind: 'RUN_REPAIRS', role: 'CLERK', target_id: id },
      detail: { parties: 2, refused: 1, purpose: 'ENFORCEMENT' },
    },
    {
      ...{ kind: 'DENIED', role: 'CLERK', target_id: other.repairs[0] },
      detail: { code: 'NOT_ASSIGNED' },
    },
  ]);
});

test('an inquiry goes to the agencies that are named and to all where none is, and so does its second hop', async () => {
  const { account, repairs } = await newCase();
  const court = { ...world.as(account), agencies: ['mall', 'police'] };
  const asked = { ids: repairs, asOf: AS_OF, authority: authority(account) };
  const all = await runRepairs(court, asked);
  expect((await warrantIn(world, all.envelope)).aud).toEqual(['mall', 'police']);
  const { envelope } = await runRepairs(court, { ...asked, agencies: ['police'] });
  const warrant = await warrantIn(world, envelope);
  expect(warrant.aud).toEqual(['police']);
  const police = await policeReply(world, warrant, matched(HOME, MOBILE));
  const { followUp } = await settleInquiry(world.as(account), envelope, { police });
  const next = await warrantIn(world, followUp ?? '');
  expect(next).toMatchObject({ hop: 2, aud: ['police'] });
  const again = await policeReply(world, next, matched(HOME, MOBILE));
  await settleInquiry(world.as(account), followUp ?? '', { police: again });
  expect(await statusOf(repairs[0])).toEqual({ status: 'FOUND', contacts: 2 });
  const verified = await verifyParties(court, { ...asked, agencies: ['police'] });
  expect((await warrantIn(world, verified.envelope)).aud).toEqual(['police']);
});

import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import { askCourt, policeReply, warrantIn } from '../../../tests/support/court-world/ask-court.ts';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import { LI } from '../../../tests/support/court-world/people.ts';
import type { Account } from '../../../tests/support/court-world/people.ts';
import {
  askedBy,
  declare,
  held,
  HOME,
  MOBILE,
  runParty,
  settleBoth,
} from '../../../tests/support/court-world/run-party.ts';
import { takeIn } from '../../../tests/support/court-world/take-in.ts';
import { endCase } from '../case/end-case.ts';
import { expireContacts } from '../expire/expire-contacts.ts';
import { liftProtection } from '../protection/lift-protection.ts';
import { repair } from '../tables.ts';
import { KEPT_FOR_DAYS } from './kept-for-days.ts';
import { loadRepairs, withFindings } from './load-repairs.ts';
import { runRepairs } from './run-repairs.ts';
import { settleInquiry } from './settle-inquiry.ts';

const DAY = 24 * 60 * 60 * 1000;
const OWN = '13987654321';

/** A phone that the register holds under the party is somebody else's by now. */
const REASSIGNED: Partial<PartyAnswer> = { ...held(HOME, MOBILE), phoneReassigned: true };
/** The phone of the list is nobody's any more. */
const DEAD: Partial<PartyAnswer> = {
  ...held(HOME),
  line: { state: 'CANCELLED', holder: 'NOT_HELD' },
};

const HELD_PHONE = { masked: '138****5678', flag: 'PHONE_REASSIGNED', asked: false };
const OWN_PHONE = { masked: '139****4321', flag: 'PHONE_DEAD', asked: true };

let world: CourtWorld;
let lastCase = 0;

beforeAll(async () => {
  world = await courtWorld();
});

afterAll(async () => {
  await world.close();
});

function partyWith(answer: Partial<PartyAnswer>, phone = '') {
  lastCase += 1;
  return runParty(world, lastCase, answer, { phone });
}

async function shown(account: Account, id: string) {
  const court = world.as(account);
  const [found] = await loadRepairs(court, court.db, eq(repair.id, id));
  return found;
}

/** What the database has of it. */
async function kept(id: string): Promise<Buffer | null> {
  const [row] = await world.owner.sql<{ left_out: Buffer | null }[]>`
    select left_out from repair where id = ${id}`;
  return row?.left_out ?? null;
}

test('a repair names the phones that its flags speak of, and whether the list has them', async () => {
  const listed = await partyWith(REASSIGNED);
  expect(await shown(listed.clerk, listed.repairId)).toMatchObject({
    ...{ status: 'FOUND', flags: ['PHONE_REASSIGNED'], leftOut: [HELD_PHONE] },
    contacts: [{ kind: 'ADDRESS' }],
  });
  const own = await partyWith(DEAD, OWN);
  expect(await shown(own.clerk, own.repairId)).toMatchObject({
    ...{ status: 'FOUND', flags: ['PHONE_DEAD'], leftOut: [OWN_PHONE] },
  });
  const none = await partyWith(held(HOME));
  expect(await shown(none.clerk, none.repairId)).toMatchObject({ flags: [], leftOut: [] });
  expect(await kept(none.repairId)).toBeNull();
});

test('the graph tells mask, flag and origin, and has no field for more', async () => {
  const { clerk, repairId: id } = await partyWith(REASSIGNED);
  const query = 'query ($id: ID!) { repair(id: $id) { leftOut { masked flag asked } } }';
  const { data, codes } = await askCourt(world.as(clerk), query, { id });
  expect(codes).toEqual([]);
  expect(data).toEqual({ repair: { leftOut: [HELD_PHONE] } });
  const type = '{ __type(name: "LeftOutPhone") { fields { name } } }';
  const { data: shape } = await askCourt(world.as(clerk), type);
  expect(shape).toEqual({
    __type: { fields: ['asked', 'flag', 'masked'].map((name) => ({ name })) },
  });
});

test('what is told when the inquiry settles is what is read later', async () => {
  const { clerk, repairId } = await partyWith(held(HOME), OWN);
  const court = world.as(clerk);
  const { id: inquiryId, envelope } = await runRepairs(court, askedBy(clerk, repairId));
  const police = await policeReply(world, await warrantIn(world, envelope), DEAD);
  const { followUp, findings = new Map() } = await settleInquiry(court, envelope, { police });
  expect(followUp).toBeNull();
  const [told] = await withFindings(court, court.db, inquiryId, findings);
  expect(told?.leftOut).toEqual([OWN_PHONE]);
  expect((await shown(clerk, repairId))?.leftOut).toEqual(told?.leftOut);
});

test('it is kept sealed, in its own place, and without the number', async () => {
  const { repairId } = await partyWith(REASSIGNED);
  const other = await partyWith(REASSIGNED);
  const sealed = await kept(repairId);
  for (const text of ['138', '5678', 'PHONE_REASSIGNED'])
    expect(sealed?.includes(text)).toBe(false);
  const { vault } = world.as();
  const opened = vault.open(`left-out:${repairId}`, sealed ?? Buffer.of());
  expect(JSON.stringify(opened)).not.toContain(MOBILE.value.slice(-8));
  await world.owner.sql`update repair set left_out = ${sealed} where id = ${other.repairId}`;
  await expect(shown(other.clerk, other.repairId)).rejects.toThrow();
  await world.owner.sql`update repair set left_out = null where id = ${other.repairId}`;
});

test('from the moment a new run starts it is gone, also where that asks nobody', async () => {
  const { clerk, repairId } = await partyWith(REASSIGNED);
  const { envelope } = await runRepairs(world.as(clerk), askedBy(clerk, repairId));
  expect(await shown(clerk, repairId)).toMatchObject({ status: 'OPEN', leftOut: [] });
  expect(await kept(repairId)).toBeNull();
  await settleBoth(world, clerk, envelope, held(HOME));
  expect(await shown(clerk, repairId)).toMatchObject({ status: 'FOUND', leftOut: [] });

  const screened = await partyWith(REASSIGNED);
  const early = { ...askedBy(screened.clerk, screened.repairId), asOf: '1949-01-01' };
  await runRepairs(world.as(screened.clerk), early);
  expect(await shown(screened.clerk, screened.repairId)).toMatchObject({ status: 'REJECTED' });
  expect(await kept(screened.repairId)).toBeNull();
});

test('of whoever is written in the place of a party it says nothing', async () => {
  const { clerk, repairId } = await partyWith(REASSIGNED);
  await takeIn(world, [lastCase], { idNumber: '440524188001010014' });
  expect(await shown(clerk, repairId)).toMatchObject({ status: 'OPEN', leftOut: [] });
  expect(await kept(repairId)).toBeNull();
});

/** Answers under which nothing of a party is disclosed. */
const SILENT: [string, string, Partial<PartyAnswer>][] = [
  ['contact must stop', 'BLOCKED', { outcome: 'BLOCKED', blockedBy: 'DECEASED' }],
  [
    'a human must decide',
    'NEEDS_REVIEW',
    {
      ...{ outcome: 'CONFLICT', line: { state: 'CANCELLED', holder: 'NOT_HELD' } },
      elements: { name: 'MISMATCH', idNumber: 'MATCH', phone: 'NOT_ASKED' },
    },
  ],
];

test.each(SILENT)('nothing is named, or kept, where %s', async (_, status, answer) => {
  const { clerk, repairId } = await partyWith({ ...answer, phoneReassigned: true }, OWN);
  expect(await shown(clerk, repairId)).toMatchObject({ status, leftOut: [] });
  expect(await kept(repairId)).toBeNull();
});

test('of a protected person whom a judge has opened only a judge sees it', async () => {
  const { clerk, repairId: id } = await partyWith({ outcome: 'BLOCKED', blockedBy: 'PROTECTED' });
  const reason = 'the hearing cannot be put off';
  const { envelope } = await liftProtection(world.as(LI), { id, reason });
  await settleBoth(world, LI, envelope, REASSIGNED);
  expect((await shown(LI, id))?.leftOut).toEqual([HELD_PHONE]);
  expect(await shown(clerk, id)).toMatchObject({ status: 'FOUND', contacts: [], leftOut: [] });
});

test('a clerk who has something in common with the party sees none', async () => {
  const { clerk, repairId } = await partyWith(REASSIGNED);
  await declare(world, clerk, { ids: [{ type: 'RESIDENT_ID', number: '11010519491231002X' }] });
  await runRepairs(world.as(clerk), askedBy(clerk, repairId));
  expect(await shown(clerk, repairId)).toMatchObject({ flags: ['NOT_AUTHORISED'], leftOut: [] });
  expect((await shown(LI, repairId))?.leftOut).toEqual([HELD_PHONE]);
});

test('it is hidden on the day on which contacts go, and deleted with them', async () => {
  const { clerk, repairId } = await partyWith(REASSIGNED);
  const age = (days: number) => world.owner.sql`
    update repair set settled_at = now() - make_interval(days => ${days}) where id = ${repairId}`;
  await age(KEPT_FOR_DAYS - 1);
  expect((await shown(clerk, repairId))?.leftOut).toEqual([HELD_PHONE]);
  await expireContacts(world.as().db, new Date());
  expect(await kept(repairId)).not.toBeNull();
  await age(KEPT_FOR_DAYS);
  expect((await shown(clerk, repairId))?.leftOut).toEqual([]);
  expect(await expireContacts(world.as().db, new Date())).toMatchObject({ leftOut: 1 });
  expect(await kept(repairId)).toBeNull();
});

test('at the end of the case it is silent at once, and deleted', async () => {
  const { clerk, repairId, caseNo } = await partyWith(REASSIGNED);
  const live = await partyWith(REASSIGNED);
  await endCase(world.as(LI), { caseNo, reason: 'the claim was withdrawn', end: 'WITHDRAWN' });
  expect(await shown(clerk, repairId)).toMatchObject({ flags: ['NOT_AUTHORISED'], leftOut: [] });
  const { db } = world.as();
  expect(await expireContacts(db, new Date(Date.now() + DAY))).toMatchObject({ leftOut: 1 });
  expect(await kept(repairId)).toBeNull();
  expect(await kept(live.repairId)).not.toBeNull();
});

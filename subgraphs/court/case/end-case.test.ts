import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expireContacts } from '../expire/expire-contacts.ts';
import { loadRepairs } from '../repairs/load-repairs.ts';
import { runRepairs } from '../repairs/run-repairs.ts';
import { settleInquiry } from '../repairs/settle-inquiry.ts';
import { repair } from '../tables.ts';
import { policeReply, warrantIn } from '../../../tests/support/court-world/ask-court.ts';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import { LI } from '../../../tests/support/court-world/people.ts';
import type { Account } from '../../../tests/support/court-world/people.ts';
import {
  actsOf,
  askedBy,
  held,
  HOME,
  runParty,
} from '../../../tests/support/court-world/run-party.ts';
import { caseNo } from '../../../tests/support/court-world/take-in.ts';
import { endCase } from './end-case.ts';

const REASON = 'the plaintiff withdrew the action';
const NOT_LIVE = { extensions: { code: 'CASE_NOT_LIVE' } };

let world: CourtWorld;
let lastCase = 0;

beforeAll(async () => {
  world = await courtWorld();
});

afterAll(async () => {
  await world.close();
});

function foundParty() {
  lastCase += 1;
  return runParty(world, lastCase, held(HOME));
}

async function shown(reader: Account, id: string) {
  const court = world.as(reader);
  const [found] = await loadRepairs(court, court.db, eq(repair.id, id));
  return found;
}

async function rows(table: string, repairId: string): Promise<unknown> {
  const { sql } = world.owner;
  const [row] = await sql`
    select count(*)::int as n from ${sql(table)} where repair_id = ${repairId}`;
  return row?.['n'];
}

test.each([
  ['WITHDRAWN', 'WITHDRAW_CASE'],
  ['CLOSED', 'CLOSE_CASE'],
] as const)('a case that is %s is silent at once, and its contacts go', async (end, kind) => {
  const { clerk, repairId, caseNo: number } = await foundParty();
  const other = await foundParty();
  expect(await shown(clerk, repairId)).toMatchObject({ status: 'FOUND', contacts: [{}] });
  const before = (await actsOf(world, kind)).length;
  expect(await endCase(world.as(LI), { caseNo: number, reason: REASON, end })).toMatchObject({
    caseNo: number,
    status: end,
  });
  for (const reader of [clerk, LI]) {
    expect(await shown(reader, repairId)).toMatchObject({
      ...{ status: 'REJECTED', flags: ['NOT_AUTHORISED'], agencies: [], contacts: [] },
    });
  }
  const court = world.as(clerk);
  expect((await runRepairs(court, askedBy(clerk, repairId))).refused).toEqual([
    { id: repairId, problem: 'CASE_NOT_LIVE' },
  ]);
  const said = await actsOf(world, kind);
  expect(said.slice(before)).toEqual([
    { subject: LI.subject, role: 'JUDGE', reason: REASON, detail: {} },
  ]);
  await expireContacts(court.db, court.now());
  expect(await rows('contact', repairId)).toBe(0);
  // what was said of the party without any value is of the record
  expect(await rows('agency_answer', repairId)).toBe(1);
  expect(await rows('contact', other.repairId)).toBe(1);
});

test('an inquiry that was under way settles nothing any more', async () => {
  const { clerk, repairId, caseNo: number } = await foundParty();
  const { envelope } = await runRepairs(world.as(clerk), askedBy(clerk, repairId));
  const police = await policeReply(world, await warrantIn(world, envelope), held(HOME));
  await endCase(world.as(LI), { caseNo: number, reason: REASON, end: 'WITHDRAWN' });
  const outcome = await settleInquiry(world.as(clerk), envelope, { police });
  expect(outcome).toMatchObject({ followUp: null });
  expect(await rows('contact', repairId)).toBe(0);
  expect(await shown(clerk, repairId)).toMatchObject({ status: 'REJECTED', contacts: [] });
});

test('a case ends once, whoever is first', async () => {
  const { caseNo: number } = await foundParty();
  const request = { caseNo: number, reason: REASON };
  const outcomes = await Promise.allSettled([
    endCase(world.as(LI), { ...request, end: 'WITHDRAWN' }),
    endCase(world.as(LI), { ...request, end: 'CLOSED' }),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = outcomes.flatMap((one): unknown[] =>
    one.status === 'rejected' ? [one.reason] : [],
  );
  expect(refused).toMatchObject([NOT_LIVE]);
  await expect(endCase(world.as(LI), { ...request, end: 'CLOSED' })).rejects.toMatchObject(
    NOT_LIVE,
  );
});

test('a case that the court does not have cannot end', async () => {
  const request = { caseNo: caseNo(9999), reason: REASON, end: 'CLOSED' } as const;
  await expect(endCase(world.as(LI), request)).rejects.toMatchObject({
    extensions: { code: 'CASE_NOT_FOUND' },
  });
});

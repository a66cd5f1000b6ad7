import { afterAll, beforeAll, expect, test } from 'vitest';
import { askCourt } from '../../../tests/support/court-world/ask-court.ts';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import { LI, WANG } from '../../../tests/support/court-world/people.ts';
import { caseNo, takeIn } from '../../../tests/support/court-world/take-in.ts';

let world: CourtWorld;

beforeAll(async () => {
  world = await courtWorld();
});

afterAll(async () => {
  await world.close();
});

const ASSIGN = `mutation ($list: ID, $caseNo: String, $clerk: String!) {
  assignClerk(list: $list, caseNo: $caseNo, clerk: $clerk) }`;
const APPROVE = `mutation ($list: ID!, $clerk: String!, $reason: String!) {
  approveBatch(list: $list, clerk: $clerk, reason: $reason) { id parties expiresAt } }`;
const NOWHERE = '00000000-0000-4000-8000-000000000000';
const BASIS = '（2026）浙0782执1号协查函';

function assign(args: object, judge = LI) {
  return askCourt(world.as(judge), ASSIGN, { clerk: WANG.subject, ...args });
}

async function actsOf(kind: string) {
  const rows = await world.owner.sql`
    select subject, role, target_id, case_id, reason, detail from act where kind = ${kind}
    order by at desc limit 1`;
  return { ...rows[0] };
}

test('a clerk is assigned to all live cases of a list, each once', async () => {
  const { listId } = await takeIn(world, [1, 1, 2, 3]);
  await world.owner.sql`update court_case set status = 'CLOSED' where case_no = ${caseNo(3)}`;
  expect(await assign({ list: listId })).toEqual({ data: { assignClerk: 2 }, codes: [] });
  expect(await assign({ list: listId })).toEqual({ data: { assignClerk: 0 }, codes: [] });
  const [row] = await world.owner.sql`
    select count(*)::int as cases, min(assigned_by) as by from case_assignment
    where clerk = ${WANG.subject}`;
  expect(row).toEqual({ cases: 2, by: LI.subject });
  expect(await actsOf('ASSIGN_CLERK')).toMatchObject({
    ...{ subject: LI.subject, role: 'JUDGE', target_id: listId },
    detail: { clerk: world.as().pseudonymOf(WANG.subject), cases: 0 },
  });
});

test('a clerk is assigned to one case by its number, as people type it', async () => {
  await takeIn(world, [4]);
  const typed = caseNo(4).replace('（', '(').replace('）', ')');
  expect(await assign({ caseNo: typed })).toEqual({ data: { assignClerk: 1 }, codes: [] });
});

test.each([
  ['both a list and a case', { list: NOWHERE, caseNo: caseNo(1) }, 'BAD_USER_INPUT'],
  ['neither', {}, 'BAD_USER_INPUT'],
  ['no case number', { caseNo: '12' }, 'BAD_USER_INPUT'],
  ['a subject that is none', { list: NOWHERE, clerk: '王 书记' }, 'BAD_USER_INPUT'],
  ['an unknown list', { list: NOWHERE }, 'LIST_NOT_FOUND'],
  ['an unknown case', { caseNo: caseNo(999) }, 'CASE_NOT_FOUND'],
  ['the judge', { list: NOWHERE, clerk: LI.subject }, 'SECOND_PERSON_NEEDED'],
])('an assignment of %s is refused', async (_, args, code) => {
  expect(await assign(args)).toMatchObject({ codes: [code] });
});

test('nobody is assigned to a case that has ended', async () => {
  await takeIn(world, [5]);
  await world.owner.sql`update court_case set status = 'CLOSED' where case_no = ${caseNo(5)}`;
  expect(await assign({ caseNo: caseNo(5) })).toMatchObject({ codes: ['CASE_NOT_LIVE'] });
});

test('a judge who approves a list has it recorded, with the reason', async () => {
  const { listId } = await takeIn(world, [6, 6, 7]);
  const reason = 'a list of the execution bureau';
  const args = { list: listId, clerk: WANG.subject, reason };
  const { data, codes } = await askCourt(world.as(LI), APPROVE, args);
  expect(codes).toEqual([]);
  expect(data?.['approveBatch']).toMatchObject({ parties: 3 });
  expect(await actsOf('APPROVE_BATCH')).toMatchObject({
    ...{ subject: LI.subject, role: 'JUDGE', target_id: listId, reason },
    detail: { clerk: world.as().pseudonymOf(WANG.subject), parties: 3 },
  });
  const [row] = await world.owner.sql`
    select extract(epoch from expires_at - approved_at)::int as holds from approved_batch
    where list_id = ${listId}`;
  expect(row).toEqual({ holds: 24 * 60 * 60 });
});

test('a judge who is a clerk as well approves nothing for themselves', async () => {
  const both = { ...LI, roles: ['CLERK', 'JUDGE'] as const };
  const { listId } = await takeIn(world, [8]);
  const args = { list: listId, clerk: both.subject, reason: 'for myself' };
  expect(await askCourt(world.as(both), APPROVE, args)).toMatchObject({
    codes: ['SECOND_PERSON_NEEDED'],
  });
  expect(await actsOf('DENIED')).toMatchObject({
    ...{ subject: both.subject, reason: 'for myself' },
    detail: { code: 'SECOND_PERSON_NEEDED', operation: 'approveBatch' },
  });
  const batches = await world.owner.sql`select id from approved_batch where list_id = ${listId}`;
  expect(batches).toHaveLength(0);
});

test('a judge who is a clerk as well runs only what they are assigned to', async () => {
  const both = { ...LI, subject: 'both', roles: ['CLERK', 'JUDGE'] as const };
  const { repairs } = await takeIn(world, [9]);
  const run = `mutation ($ids: [ID!]!) { runRepairs(ids: $ids, purpose: ENFORCEMENT,
    kinds: [PHONE], legalBasis: "${BASIS}") { refused { id problem } } }`;
  const { data } = await askCourt(world.as(both), run, { ids: repairs });
  expect(data).toEqual({
    runRepairs: { refused: [{ id: repairs[0], problem: 'NOT_ASSIGNED' }] },
  });
});

test.each([
  ['no kind of contact', 'kinds: [], legalBasis: "CPL 87"'],
  ['a legal basis of three characters', 'kinds: [PHONE], legalBasis: " ab1 "'],
  ['a legal basis too long for a warrant', `kinds: [PHONE], legalBasis: "${'x'.repeat(201)}"`],
])('an inquiry with %s is refused', async (_, args) => {
  const run = `mutation { runRepairs(ids: ["${NOWHERE}"], purpose: MEDIATION, ${args}) {
    unknownIds } }`;
  expect(await askCourt(world.as(WANG), run)).toMatchObject({ codes: ['BAD_USER_INPUT'] });
});

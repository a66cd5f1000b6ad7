import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { approveBatch } from '../authority/approve-batch.ts';
import { assignClerk } from '../authority/assign-clerk.ts';
import type { CourtContext } from '../court-context.ts';
import { askCourt } from '../../../tests/support/court-world/ask-court.ts';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import { recordedBy } from '../../../tests/support/court-world/ledger-of.ts';
import { LI, SUN, WANG, ZHAO } from '../../../tests/support/court-world/people.ts';
import type { Account } from '../../../tests/support/court-world/people.ts';
import { caseNo, takeIn } from '../../../tests/support/court-world/take-in.ts';

let world: CourtWorld;
/** Ids of lists in the order of their intake: of cases 3, 1, 1 and 2; of case 2; of case 1. */
let lists: string[];

const numbersOf = [[3, 1, 1, 2], [2], [1]];
const reason = 'one list of one bureau';

beforeAll(async () => {
  world = await courtWorld();
  lists = [];
  for (const numbers of numbersOf) lists.push((await takeIn(world, numbers)).listId);
  for (const number of [1, 3]) {
    await assignClerk(world.as(LI), { caseNo: caseNo(number) }, WANG.subject);
  }
  await assignClerk(world.as(LI), { caseNo: caseNo(2) }, ZHAO.subject);
  await world.owner.sql`update court_case set status = 'CLOSED' where case_no = ${caseNo(3)}`;
  const [list = ''] = lists;
  for (const { subject: clerk } of [WANG, ZHAO])
    await approveBatch(world.as(LI), { list, clerk, reason });
});

afterAll(async () => {
  await world.close();
});

const pageShape = z.object({
  totalCount: z.int(),
  edges: z.array(
    z.object({
      cursor: z.string(),
      node: z.object({
        id: z.string(),
        takenInAt: z.coerce.date(),
        parties: z.int(),
        caseNos: z.array(z.string()),
        approvals: z.array(
          z.object({
            ...{ clerk: z.string(), approvedAt: z.coerce.date(), expiresAt: z.coerce.date() },
          }),
        ),
      }),
    }),
  ),
  pageInfo: z.object({
    ...{ hasNextPage: z.boolean(), hasPreviousPage: z.boolean() },
    ...{ startCursor: z.string().nullable(), endCursor: z.string().nullable() },
  }),
});

const FIELDS = `edges { cursor node {
  id takenInAt parties caseNos approvals { clerk approvedAt expiresAt } } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`;

async function page(account: Account, place = 'first: 100') {
  const query = `{ partyLists(${place}) { totalCount ${FIELDS} } }`;
  const { data, codes } = await askCourt(world.as(account), query);
  expect(codes).toEqual([]);
  return pageShape.parse(data?.['partyLists']);
}

/** Of each list on the page its place in the order of intake, its cases and how many parties it has. */
async function seenBy(account: Account, place?: string) {
  const { edges } = await page(account, place);
  return edges.map(({ node }) => [lists.indexOf(node.id), node.caseNos, node.parties]);
}

const nos = (...numbers: number[]) => numbers.map(caseNo);

test('a judge sees every list, the newest first, with all its cases in its order', async () => {
  expect(await seenBy(LI)).toEqual([
    [2, nos(1), 1],
    [1, nos(2), 1],
    [0, nos(3, 1, 2), 4],
  ]);
  expect((await page(LI)).totalCount).toBe(3);
});

test('a clerk sees lists that name a case of theirs, and of those nothing of other cases', async () => {
  expect(await seenBy(WANG)).toEqual([
    [2, nos(1), 1],
    // a case that has ended is still theirs
    [0, nos(3, 1), 3],
  ]);
  expect((await page(WANG)).totalCount).toBe(2);
  expect(await seenBy(ZHAO)).toEqual([
    [1, nos(2), 1],
    [0, nos(2), 1],
  ]);
});

test('who works on no case sees no list, and none is counted', async () => {
  const nobody: Account = { subject: 'qian.shuji', roles: ['CLERK'] };
  expect(await page(nobody)).toEqual({
    ...{ totalCount: 0, edges: [] },
    pageInfo: {
      ...{ hasNextPage: false, hasPreviousPage: false },
      ...{ startCursor: null, endCursor: null },
    },
  });
});

test('a judge sees for whom a list was approved and until when, a clerk their own approvals', async () => {
  const approvalsOf = async (account: Account) =>
    (await page(account)).edges
      .filter(({ node }) => node.id === lists[0])
      .flatMap(({ node }) => node.approvals);
  expect((await approvalsOf(LI)).map(({ clerk }) => clerk)).toEqual([ZHAO.subject, WANG.subject]);
  const [own, ...others] = await approvalsOf(WANG);
  expect(others).toEqual([]);
  expect(own?.clerk).toBe(WANG.subject);
  const hours = (Number(own?.expiresAt) - Number(own?.approvedAt)) / 3_600_000;
  expect(hours).toBe(24);
});

test('pages lead on from one another both ways, each in the same order', async () => {
  const first = await page(LI, 'first: 2');
  expect(first.edges.map(({ node }) => lists.indexOf(node.id))).toEqual([2, 1]);
  expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  expect(first.totalCount).toBe(3);
  const after = first.pageInfo.endCursor ?? '';
  expect(await seenBy(LI, `first: 2, after: "${after}"`)).toEqual([[0, nos(3, 1, 2), 4]]);
  const last = await page(LI, 'last: 2');
  expect(last.edges.map(({ node }) => lists.indexOf(node.id))).toEqual([1, 0]);
  const before = last.pageInfo.startCursor ?? '';
  expect(await seenBy(LI, `last: 2, before: "${before}"`)).toEqual([[2, nos(1), 1]]);
});

test('of the first ones the last are given where both are asked for', async () => {
  const both = await page(LI, 'first: 2, last: 1');
  expect(both.edges.map(({ node }) => lists.indexOf(node.id))).toEqual([1]);
  expect(both.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  expect(both.pageInfo.startCursor).toBe(both.pageInfo.endCursor);
  const whole = await page(LI, 'first: 2, last: 2');
  expect(whole.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
});

test.each(['first: 0', 'last: 1001', 'after: "later"', 'before: "1e1"'])(
  'a page of %s is refused',
  async (place) => {
    const said = await askCourt(world.as(LI), `{ partyLists(${place}) { totalCount } }`);
    expect(said).toEqual({ data: { partyLists: null }, codes: ['BAD_USER_INPUT'] });
  },
);

test('lists are for clerks and judges whose token is for cases', async () => {
  const codesFor = async (account?: Account) =>
    (await askCourt(world.as(account), '{ partyLists { totalCount } }')).codes;
  expect(await codesFor()).toEqual(['UNAUTHENTICATED']);
  expect(await codesFor(SUN)).toEqual(['FORBIDDEN']);
  expect(await codesFor({ ...LI, scopes: ['case:decide'] })).toEqual(['FORBIDDEN']);
});

test('reading lists tells nothing of a person, and is not recorded', async () => {
  expect(await recordedBy(world, () => page(WANG))).toEqual([]);
});

test('the repairs of a list are counted as far as the caller may know of them', async () => {
  const totalFor = async (account: Account, narrowed: string) => {
    const query = `{ repairs(${narrowed}, first: 1) { totalCount edges { node { id } } } }`;
    const { data } = await askCourt(world.as(account), query);
    return z.object({ totalCount: z.int() }).parse(data?.['repairs']).totalCount;
  };
  const list = `list: "${lists[0] ?? ''}"`;
  expect(await totalFor(LI, list)).toBe(4);
  expect(await totalFor(WANG, list)).toBe(3);
  expect(await totalFor(ZHAO, list)).toBe(1);
  // the case has ended, and what came of it is told to nobody
  expect(await totalFor(WANG, `${list}, status: OPEN`)).toBe(2);
  expect(await totalFor(WANG, `${list}, status: REJECTED`)).toBe(1);
  expect(await totalFor(LI, 'last: 1')).toBe(6);
});

test('a page takes one statement, and its total another where it is selected', async () => {
  const statementsFor = async (query: string) => {
    let statements = 0;
    const court: CourtContext = world.as(WANG);
    const db = new Proxy(court.db, {
      get: (target, name, receiver) => {
        if (['select', 'execute', '$count'].includes(String(name))) statements += 1;
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
    expect((await askCourt({ ...court, db }, query)).codes).toEqual([]);
    return statements;
  };
  for (const root of ['partyLists', 'repairs'])
    for (const first of ['first: 1', 'first: 100']) {
      const of = (selected: string) => `{ ${root}(${first}) { ${selected} edges { cursor } } }`;
      expect(await statementsFor(of(''))).toBe(1);
      expect(await statementsFor(of('totalCount'))).toBe(2);
    }
  expect(await statementsFor(`{ partyLists(first: 100) { ${FIELDS} } }`)).toBe(1);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { assignClerk } from '../authority/assign-clerk.ts';
import { askCourt } from '../../../tests/support/court-world/ask-court.ts';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import { recordedBy } from '../../../tests/support/court-world/ledger-of.ts';
import { LI, SUN, WANG, ZHAO } from '../../../tests/support/court-world/people.ts';
import type { Account } from '../../../tests/support/court-world/people.ts';
import { caseNo, takeIn } from '../../../tests/support/court-world/take-in.ts';

let world: CourtWorld;
/** One party in each of the cases 1, 2 and 3; Wang works on 1 and 3, and 3 has ended. */
let repairs: string[];
let listId: string;

beforeAll(async () => {
  world = await courtWorld();
  ({ repairs, listId } = await takeIn(world, [1, 2, 3]));
  for (const number of [1, 3]) {
    await assignClerk(world.as(LI), { caseNo: caseNo(number) }, WANG.subject);
  }
  await assignClerk(world.as(LI), { caseNo: caseNo(2) }, ZHAO.subject);
  for (const id of repairs) await pretendFound(id);
  await world.owner.sql`update court_case set status = 'CLOSED' where case_no = ${caseNo(3)}`;
});

afterAll(async () => {
  await world.close();
});

async function pretendFound(id: string): Promise<void> {
  const { sql } = world.owner;
  await sql`update repair set status = 'FOUND', as_of = '2026-11-20', settled_at = now()
    where id = ${id}`;
  await sql`insert into agency_answer (repair_id, agency, status)
    values (${id}, 'police', 'ANSWERED')`;
  await sql`insert into contact (id, repair_id, place, kind, rank, rule, basis, source, sources,
      observed_on, reasons, masked, value, value_index, expires_at)
    values (gen_random_uuid(), ${id}, 1, 'PHONE', 1, 'r', 'REGISTERED_PHONE', 'police', '[]',
      '2026-01-01', '{}', '138****5678', ${Buffer.of(0)}, ${Buffer.of(0)},
      now() + interval '1 day')`;
}

const REPAIR = 'id status flags asOf settledAt contacts { masked } agencies { agency }';

async function allOf(account: Account, filter = '') {
  const query = `{ repairs(first: 100 ${filter}) { edges { node { id status } } } }`;
  const { data, codes } = await askCourt(world.as(account), query);
  expect(codes).toEqual([]);
  const { edges } = data?.['repairs'] as { edges: { node: { id: string; status: string } }[] };
  return edges.map(({ node }) => [repairs.indexOf(node.id) + 1, node.status]);
}

async function one(account: Account, id = '') {
  const query = `query ($id: ID!) { repair(id: $id) { ${REPAIR} } }`;
  const { data, codes } = await askCourt(world.as(account), query, { id });
  expect(codes).toEqual([]);
  return data?.['repair'];
}

const SILENT = {
  ...{ status: 'REJECTED', flags: ['NOT_AUTHORISED'], asOf: null, settledAt: null },
  ...{ contacts: [], agencies: [] },
};

test('a clerk sees the repairs of their own cases, a judge those of all', async () => {
  expect(await allOf(WANG)).toEqual([
    [1, 'FOUND'],
    [3, 'REJECTED'],
  ]);
  expect(await allOf(ZHAO)).toEqual([[2, 'FOUND']]);
  expect(await allOf(LI)).toEqual([
    [1, 'FOUND'],
    [2, 'FOUND'],
    [3, 'REJECTED'],
  ]);
});

test('a list shows no more than its cases do', async () => {
  expect(await allOf(ZHAO, `list: "${listId}"`)).toEqual([[2, 'FOUND']]);
});

test('narrowing by status does not tell what an ended case came to', async () => {
  expect(await allOf(WANG, 'status: FOUND')).toEqual([[1, 'FOUND']]);
  expect(await allOf(LI, 'status: REJECTED')).toEqual([[3, 'REJECTED']]);
});

test('a page without repairs has no cursors, and one with repairs leads on from its last', async () => {
  const paged = async (filter: string) => {
    const query = `{ repairs(${filter}) { pageInfo {
      hasNextPage hasPreviousPage startCursor endCursor } edges { cursor } } }`;
    return (await askCourt(world.as(WANG), query)).data?.['repairs'];
  };
  const none = { hasNextPage: false, startCursor: null, endCursor: null };
  expect(await paged('first: 2, status: OPEN')).toMatchObject({ pageInfo: none, edges: [] });
  expect(await paged('first: 2, after: "999999999"')).toMatchObject({ pageInfo: none, edges: [] });
  expect(await paged('first: 1')).toMatchObject({
    pageInfo: { hasNextPage: true, startCursor: '1', endCursor: '1' },
    edges: [{ cursor: '1' }],
  });
});

test('a field can be left out by a variable', async () => {
  const query = `query ($all: Boolean!) { repairs(first: 1) {
    totalCount @include(if: $all) edges { cursor @skip(if: $all) } } }`;
  const read = async (all: boolean) => (await askCourt(world.as(WANG), query, { all })).data;
  expect(await read(true)).toMatchObject({ repairs: { totalCount: 2, edges: [{}] } });
  expect(await read(false)).toEqual({ repairs: { edges: [{ cursor: '1' }] } });
});

test('another clerk’s repair is not there', async () => {
  expect(await one(WANG, repairs[0])).toMatchObject({
    status: 'FOUND',
    contacts: [{ masked: '138****5678' }],
  });
  expect(await one(WANG, repairs[1])).toBeNull();
});

test('what came of an ended case is read by nobody, a judge neither', async () => {
  expect(await one(WANG, repairs[2])).toMatchObject(SILENT);
  expect(await one(LI, repairs[2])).toMatchObject(SILENT);
});

test('a case is there for its clerks and for judges, and tells that it has ended', async () => {
  const query = `query ($caseNo: String!) {
    case(caseNo: $caseNo) { caseNo status repairs { ${REPAIR} } } }`;
  const read = async (account: Account, number: number) => {
    const { data } = await askCourt(world.as(account), query, { caseNo: caseNo(number) });
    return data?.['case'];
  };
  expect(await read(WANG, 1)).toMatchObject({ status: 'LIVE', repairs: [{ status: 'FOUND' }] });
  expect(await read(WANG, 2)).toBeNull();
  expect(await read(LI, 2)).toMatchObject({ status: 'LIVE' });
  expect(await read(WANG, 3)).toMatchObject({ status: 'CLOSED', repairs: [SILENT] });
});

test('a clerk with a conflict of interest that nobody approved reads no result', async () => {
  const { sql } = world.owner;
  await sql`insert into conflict_of_interest (id, repair_id, clerk, ground)
    values (gen_random_uuid(), ${repairs[1] ?? ''}, ${ZHAO.subject}, 'DECLARED_KIN')`;
  expect(await one(ZHAO, repairs[1])).toMatchObject(SILENT);
  expect(await one(LI, repairs[1])).toMatchObject({ status: 'FOUND' });
  await sql`update conflict_of_interest set approved_at = now() where clerk = ${ZHAO.subject}`;
  expect(await one(ZHAO, repairs[1])).toMatchObject({ status: 'FOUND' });
});

test('whoever is signed in may ask who they are', async () => {
  const { data } = await askCourt(world.as(SUN), '{ me { subject roles scopes } }');
  expect(data?.['me']).toEqual({
    ...{ subject: SUN.subject, roles: ['PRIVACY_OFFICER'] },
    scopes: ['register:read', 'audit:read', 'audit:decide'],
  });
});

test('a privacy officer alone learns a pseudonym, and that is recorded', async () => {
  const ask = '{ clerkPseudonym(subject: "wang.shuji") }';
  const entries = await recordedBy(world, async () => {
    const { data } = await askCourt(world.as(SUN), ask);
    expect(data).toEqual({ clerkPseudonym: world.as().pseudonymOf('wang.shuji') });
  });
  expect(entries).toMatchObject([
    { event: 'AUDIT_ANSWERED', outcome: 'PSEUDONYM', actor: SUN.subject },
  ]);
  for (const account of [ZHAO, LI])
    expect(await askCourt(world.as(account), ask)).toMatchObject({ codes: ['FORBIDDEN'] });
});

test('reading takes one statement, however many repairs there are', async () => {
  const counts = [];
  for (const filter of ['first: 1', 'first: 100']) {
    let statements = 0;
    const court = world.as(LI);
    const db = new Proxy(court.db, {
      get: (target, name, receiver) => {
        if (['select', 'execute'].includes(String(name))) statements += 1;
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
    await askCourt({ ...court, db }, `{ repairs(${filter}) { edges { node { ${REPAIR} } } } }`);
    counts.push(statements);
  }
  expect(counts).toEqual([1, 1]);
});

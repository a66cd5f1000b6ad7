import { randomUUID } from 'node:crypto';
import { beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { REPAIR_STATUSES } from '../../schema/contract/codes.ts';
import type { Repair } from '../../scripts/repair/repair-shape.ts';
import { askGraph, tryGraph } from '../support/ask-graph.ts';
import { runSample } from '../support/run-sample.ts';

const { gatewayUrl, listId } = inject('sample');
const state: { repairs: Repair[] } = { repairs: [] };

beforeAll(async () => {
  state.repairs = (await runSample()).repairs;
});

const REPAIRS = /* GraphQL */ `
  query Page(
    $list: ID
    $status: RepairStatus
    $first: Int
    $after: String
    $last: Int
    $before: String
  ) {
    repairs(
      list: $list
      status: $status
      first: $first
      after: $after
      last: $last
      before: $before
    ) {
      edges {
        cursor
        node {
          id
          partyRef
          status
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`;

const pageShape = z.object({
  repairs: z.object({
    edges: z.array(
      z.object({
        cursor: z.string(),
        node: z.object({ id: z.string(), partyRef: z.string(), status: z.string() }),
      }),
    ),
    pageInfo: z.object({
      hasNextPage: z.boolean(),
      hasPreviousPage: z.boolean(),
      startCursor: z.string().nullable(),
      endCursor: z.string().nullable(),
    }),
  }),
});

async function page(variables: object) {
  return (await askGraph(gatewayUrl, REPAIRS, { list: listId, ...variables }, pageShape)).repairs;
}

test('pages forward hold every party of the list once, in its order', async () => {
  const refs: string[] = [];
  let after: string | null = null;
  do {
    const one: Awaited<ReturnType<typeof page>> = await page({ first: 50, after });
    expect(one.edges.length).toBeLessThanOrEqual(50);
    expect(one.pageInfo.hasPreviousPage).toBe(after !== null);
    refs.push(...one.edges.map(({ node }) => node.partyRef));
    after = one.pageInfo.hasNextPage ? one.pageInfo.endCursor : null;
  } while (after !== null);
  expect(refs).toEqual(state.repairs.map(({ partyRef }) => partyRef));
});

test('pages backward hold the same, each in the same order', async () => {
  const refs: string[] = [];
  let before: string | null = null;
  do {
    const one: Awaited<ReturnType<typeof page>> = await page({ last: 50, before });
    refs.unshift(...one.edges.map(({ node }) => node.partyRef));
    before = one.pageInfo.hasPreviousPage ? one.pageInfo.startCursor : null;
  } while (before !== null);
  expect(refs).toEqual(state.repairs.map(({ partyRef }) => partyRef));
});

test.each(REPAIR_STATUSES)(
  'the repairs of status %s are those that came out so',
  async (status) => {
    const { edges } = await page({ first: 1000, status });
    const expected = state.repairs.filter((repair) => repair.status === status);
    expect(edges.map(({ node }) => node.id)).toEqual(expected.map(({ id }) => id));
  },
);

test('a list that nobody knows is empty', async () => {
  const { edges, pageInfo } = await page({ list: randomUUID(), first: 10 });
  expect(edges).toEqual([]);
  expect(pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
  const again = await page({ list: randomUUID(), first: 10, after: pageInfo.endCursor });
  expect(again.edges).toEqual([]);
});

test('lists that are run by several at once settle every party', async () => {
  const runs = await Promise.all([runSample(), runSample()]);
  expect(runs.flatMap(({ problems }) => problems)).toEqual([]);
  expect((await page({ first: 1000, status: 'OPEN' })).edges).toEqual([]);
  state.repairs = (await runSample()).repairs;
});

const CASE = 'query Case($caseNo: String!) { case(caseNo: $caseNo) { caseNo repairs { id } } }';

test('a case is found whichever way its brackets are typed', async () => {
  const { caseNo } = state.repairs[0] ?? { caseNo: '' };
  const others = [caseNo.replace('（', '(').replace('）', ')'), ` ${caseNo} `];
  const written = await tryGraph(gatewayUrl, CASE, { caseNo });
  expect(written.text).toContain(state.repairs[0]?.id);
  for (const other of others) {
    expect((await tryGraph(gatewayUrl, CASE, { caseNo: other })).data).toEqual(written.data);
  }
});

test('a case that the court does not have is null', async () => {
  const caseNo = '（1999）浙0782民初99999号';
  expect(await tryGraph(gatewayUrl, CASE, { caseNo })).toMatchObject({
    ...{ data: { case: null }, codes: [] },
  });
});

const REPAIR = 'query One($id: ID!) { repair(id: $id) { id status settledAt asOf } }';

test('a repair is found by its id, and an id of nothing is null', async () => {
  const [one] = state.repairs;
  expect((await tryGraph(gatewayUrl, REPAIR, { id: one?.id })).data).toMatchObject({
    repair: { id: one?.id, status: one?.status, asOf: '2026-11-20' },
  });
  expect(await tryGraph(gatewayUrl, REPAIR, { id: randomUUID() })).toMatchObject({
    ...{ data: { repair: null }, codes: [] },
  });
});

const RUN =
  'mutation Run($ids: [ID!]!, $asOf: Date, $legalBasis: String = "CPL art. 87", $kinds: [ContactKind!] = [PHONE, ADDRESS]) { runRepairs(ids: $ids, purpose: SERVICE_OF_DOCUMENTS, kinds: $kinds, legalBasis: $legalBasis, asOf: $asOf) { unknownIds repairs { id } followUp { repairs { id } } } }';
const REVEAL =
  'mutation Reveal($id: ID!, $reason: String!) { revealContact(id: $id, reason: $reason) }';
const SECRET = '王小明13812345678';
const id = randomUUID();

test.each([
  ['an id of another form', REPAIR, { id: SECRET }],
  ['a case number of another form', CASE, { caseNo: SECRET }],
  ['a list of another form', REPAIRS, { list: SECRET, first: 1 }],
  ['a cursor of another form', REPAIRS, { first: 1, after: SECRET }],
  ['a cursor backward of another form', REPAIRS, { last: 1, before: SECRET }],
  ['a cursor past every place', REPAIRS, { first: 1, after: '99999999999' }],
  ['a cursor in another notation', REPAIRS, { first: 1, after: '1e1' }],
  ['no ids', RUN, { ids: [] }],
  ['an id among them of another form', RUN, { ids: [id, SECRET] }],
  ['more than a thousand ids', RUN, { ids: Array.from({ length: 1001 }, () => randomUUID()) }],
  ['a day that the calendar lacks', RUN, { ids: [id], asOf: '2026-02-30' }],
  ['a reason too short', REVEAL, { id, reason: ' x ' }],
  ['a legal basis too short', RUN, { ids: [id], legalBasis: '…' }],
  ['no kind of contact', RUN, { ids: [id], kinds: [] }],
])('%s is bad input and is not repeated to anybody', async (_, query, variables) => {
  const { codes, text } = await tryGraph(gatewayUrl, query, variables);
  expect(codes).toEqual(['BAD_USER_INPUT']);
  expect(text).not.toContain(SECRET);
});

test('a page of a negative size is refused', async () => {
  expect((await tryGraph(gatewayUrl, REPAIRS, { first: -1 })).codes).toHaveLength(1);
});

test('ids that stand for no repair are told, and the others run', async () => {
  const known = state.repairs.slice(0, 3).map((repair) => repair.id);
  const unknown = [randomUUID(), randomUUID()];
  const answer = z.object({
    runRepairs: z.object({
      unknownIds: z.array(z.string()),
      repairs: z.array(z.object({ id: z.string() })),
      followUp: z.object({ repairs: z.array(z.object({ id: z.string() })) }).nullable(),
    }),
  });
  const ids = [...known, ...unknown, known[0]];
  const { runRepairs } = await askGraph(gatewayUrl, RUN, { ids, asOf: '2026-11-20' }, answer);
  expect(runRepairs.unknownIds.sort()).toEqual(unknown.sort());
  const ran = [...runRepairs.repairs, ...(runRepairs.followUp?.repairs ?? [])];
  expect(ran.map((repair) => repair.id).sort()).toEqual(known.sort());
});

test('a contact of a run that was followed by another can no longer be opened', async () => {
  const found = state.repairs.find(({ contacts }) => contacts.length > 0);
  const [contact] = found?.contacts ?? [];
  await runSample({ only: (one) => one.id === found?.id });
  const variables = { id: contact?.id, reason: 'service of process' };
  const { data, codes } = await tryGraph(gatewayUrl, REVEAL, variables);
  expect(codes).toEqual(['CONTACT_NOT_FOUND']);
  expect(data).toEqual({ revealContact: null });
});

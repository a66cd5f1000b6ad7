import { expect, test } from 'vitest';
import { z } from 'zod';
import { assign, ownList } from '../support/own-list.ts';
import { party, residentId } from '../support/people.ts';
import { PEOPLE } from '../support/session-of.ts';
import type { PersonName } from '../support/session-of.ts';
import { tell } from '../support/tell.ts';

const caseNo = (number: number) => `（2026）浙0782民初9561${String(number)}号`;
const rows = [1, 2, 2].map((number, at) =>
  party(`lists-${String(at)}`, '公冶无名', {
    ...{ case_no: caseNo(number), id_number: residentId('19720405', at + 1) },
  }),
);

const LISTS = /* GraphQL */ `
  query Lists {
    partyLists(first: 1000) {
      totalCount
      edges {
        node {
          id
          parties
          caseNos
          approvals {
            clerk
          }
        }
      }
    }
  }
`;
const list = z.object({
  ...{ id: z.string(), parties: z.int(), caseNos: z.array(z.string()) },
  approvals: z.array(z.object({ clerk: z.string() })),
});
const listsShape = z.object({
  partyLists: z.object({
    totalCount: z.int(),
    edges: z.array(z.object({ node: list })),
  }),
});

async function listsOf(person: PersonName) {
  const { totalCount, edges } = (await tell(person, LISTS, {}, listsShape)).partyLists;
  expect(edges).toHaveLength(totalCount);
  return edges.map(({ node }) => node);
}

test('a judge finds a new list, gives out a case of it and approves it, all by the graph', async () => {
  const { listId } = await ownList(rows);
  const [newest] = await listsOf('judge');
  expect(newest).toEqual({
    id: listId,
    parties: 3,
    caseNos: [caseNo(1), caseNo(2)],
    approvals: [],
  });
  const theirs = async () => (await listsOf('otherClerk')).find(({ id }) => id === listId);
  expect(await theirs()).toBeUndefined();

  await assign({ caseNo: caseNo(2) }, 'otherClerk');
  const mine = { id: listId, parties: 2, caseNos: [caseNo(2)] };
  expect(await theirs()).toEqual({ ...mine, approvals: [] });

  const APPROVE = /* GraphQL */ `
    mutation Approve($list: ID!, $clerk: String!) {
      approveBatch(list: $list, clerk: $clerk, reason: "one list of one bureau") {
        parties
      }
    }
  `;
  const clerk = PEOPLE.otherClerk;
  await tell(
    'judge',
    APPROVE,
    { list: newest?.id, clerk },
    z.object({ approveBatch: z.object({ parties: z.literal(3) }) }),
  );
  expect(await theirs()).toEqual({ ...mine, approvals: [{ clerk }] });
  expect((await listsOf('judge'))[0]?.approvals).toEqual([{ clerk }]);

  const COUNT = 'query Count($list: ID!) { repairs(list: $list, first: 1) { totalCount } }';
  const counted = z.object({ repairs: z.object({ totalCount: z.int() }) });
  const totalFor = async (person: PersonName) =>
    (await tell(person, COUNT, { list: listId }, counted)).repairs.totalCount;
  expect(await totalFor('judge')).toBe(3);
  expect(await totalFor('otherClerk')).toBe(2);
});

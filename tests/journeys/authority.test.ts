import { afterAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { openWarrant } from '../../subgraphs/kit/sealing/open-warrant.ts';
import type { Warrant } from '../../schema/contract/warrant.ts';
import { actsAbout, actsFor } from '../support/acts.ts';
import { inCourtDatabase } from '../support/court-database.ts';
import { nextHour } from '../support/fishing.ts';
import { ownKeysOf, realCourt } from '../support/hostile-envelopes.ts';
import { inquiriesSeen } from '../support/inquiries-seen.ts';
import { logSince } from '../support/log-since.ts';
import { assign, assignedList, ownList } from '../support/own-list.ts';
import { party, residentId } from '../support/people.ts';
import { callCourt } from '../support/play-hub.ts';
import { putRepairs, readRepair } from '../support/put-repairs.ts';
import { PEOPLE } from '../support/session-of.ts';
import type { PersonName } from '../support/session-of.ts';
import type { Row } from '../support/small-world.ts';
import { codesOf, tell } from '../support/tell.ts';

const { home } = inject('sample');
const CLERK = PEOPLE.otherClerk;
const JUDGE = PEOPLE.judge;

// other journeys ask in the same hour
beforeEach(() => nextHour());
afterAll(() => nextHour());

/** A case that no other test has. */
function caseNo(number: number): string {
  return `（2026）浙0782民初${String(71_000 + number)}号`;
}

/** Parties of one case whom no register knows. */
function strangers(number: number, parties: number): Row[] {
  return Array.from({ length: parties }, (_, at) =>
    party(`authority-${String(number)}-${String(at)}`, '欧阳无名', {
      ...{ case_no: caseNo(number), id_number: residentId('19530211', number * 30 + at) },
    }),
  );
}

const APPROVE = /* GraphQL */ `
  mutation Approve($list: ID!, $clerk: String!, $reason: String!) {
    approveBatch(list: $list, clerk: $clerk, reason: $reason) {
      id
      parties
      expiresAt
    }
  }
`;
const approvedShape = z.object({
  approveBatch: z.object({ id: z.uuid(), parties: z.int(), expiresAt: z.iso.datetime() }),
});

async function approve(list: string, clerk: PersonName, reason = 'the list of one bureau') {
  const variables = { list, clerk: PEOPLE[clerk], reason };
  return (await tell('judge', APPROVE, variables, approvedShape)).approveBatch;
}

const SEEN = /* GraphQL */ `
  query Seen($caseNo: String!, $list: ID!) {
    case(caseNo: $caseNo) {
      repairs {
        id
      }
    }
    repairs(list: $list) {
      edges {
        node {
          id
        }
      }
    }
  }
`;
const idShape = z.object({ id: z.string() });
const seenShape = z.object({
  case: z.object({ repairs: z.array(idShape) }).nullable(),
  repairs: z.object({ edges: z.array(z.object({ node: idShape })) }),
});

/** The repairs of a case and of a list, as somebody sees them. */
async function seenBy(person: PersonName, number: number, list: string) {
  const seen = await tell(person, SEEN, { caseNo: caseNo(number), list }, seenShape);
  return {
    ofCase: seen.case?.repairs.map(({ id }) => id),
    ofList: seen.repairs.edges.map(({ node }) => node.id),
  };
}

describe('a clerk who is not assigned', () => {
  test('sees nothing of the case, where the judge sees it', async () => {
    const { listId, ids } = await ownList(strangers(1, 2));
    const [first = ''] = ids;
    expect(await seenBy('otherClerk', 1, listId)).toEqual({ ofCase: undefined, ofList: [] });
    expect(await readRepair(first, 'otherClerk')).toBeUndefined();
    expect(await seenBy('judge', 1, listId)).toEqual({ ofCase: ids, ofList: ids });
  });
  test('is refused, no agency is asked, and the attempt is on record', async () => {
    const { ids } = await ownList(strangers(2, 2));
    const before = await inquiriesSeen();
    const { refused, settled } = await putRepairs(ids, 'otherClerk');
    expect(refused).toEqual(ids.map((id) => ({ id, problem: 'NOT_ASSIGNED' })));
    expect(settled).toEqual({});
    expect(await inquiriesSeen()).toEqual(before);
    for (const id of ids) {
      expect(await actsAbout(id)).toEqual([
        expect.objectContaining({
          ...{ kind: 'DENIED', subject: CLERK, role: 'CLERK' },
          detail: { code: 'NOT_ASSIGNED' },
        }),
      ]);
    }
  });
  test('asks about what is theirs beside it all the same', async () => {
    const { ids: theirs } = await assignedList(strangers(3, 1), 'otherClerk');
    const { ids: others } = await ownList(strangers(4, 1));
    const before = await inquiriesSeen();
    const { refused, settled } = await putRepairs([...others, ...theirs], 'otherClerk');
    expect(refused).toEqual(others.map((id) => ({ id, problem: 'NOT_ASSIGNED' })));
    expect(Object.keys(settled)).toEqual(theirs);
    // so that a count that stays can mean that nobody was asked
    for (const [code, seen] of Object.entries(await inquiriesSeen())) {
      expect(seen).toBeGreaterThan(before[code] ?? 0);
    }
  });
});

describe('a judge who assigns a clerk', () => {
  test('opens the cases of a list, each once, and it is on record', async () => {
    const { listId, ids } = await ownList([...strangers(5, 2), ...strangers(6, 1)]);
    expect(await assign({ list: listId }, 'otherClerk')).toBe(2);
    expect(await assign({ list: listId }, 'otherClerk')).toBe(0);
    expect((await seenBy('otherClerk', 5, listId)).ofList).toEqual(ids);
    expect((await seenBy('clerk', 5, listId)).ofList).toEqual([]);
    const act = { kind: 'ASSIGN_CLERK', subject: JUDGE, role: 'JUDGE' };
    expect(await actsAbout(listId)).toMatchObject([
      { ...act, detail: { cases: 2 } },
      { ...act, detail: { cases: 0 } },
    ]);
  });
  test('opens one case by its number, however it is typed', async () => {
    const { listId, ids } = await ownList(strangers(7, 1));
    const typed = caseNo(7).replace('（', '(').replace('）', ')');
    expect(await assign({ caseNo: typed }, 'otherClerk')).toBe(1);
    expect(await seenBy('otherClerk', 7, listId)).toEqual({ ofCase: ids, ofList: ids });
  });
  test.each([
    ['an empty one', ''],
    ['one with a blank', 'wang shuji'],
    ['one in other letters', '王书记员'],
    ['one that is too long', 'w'.repeat(256)],
  ])('names a clerk by a subject, and not by %s', async (_, clerk) => {
    const { listId: list } = await ownList(strangers(8, 1));
    const assigned =
      'mutation ($list: ID!, $clerk: String!) { assignClerk(list: $list, clerk: $clerk) }';
    expect(await codesOf('judge', assigned, { list, clerk })).toEqual(['BAD_USER_INPUT']);
    const approval = { list, clerk, reason: 'the list of one bureau' };
    expect(await codesOf('judge', APPROVE, approval)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('the hour of a clerk', () => {
  test('ends with the twentieth party, and the rest is named and raises an alert', async () => {
    const { ids } = await assignedList(strangers(9, 23), 'otherClerk');
    const log = await logSince(home, 'court');
    const { refused, settled } = await putRepairs(ids, 'otherClerk');
    expect(Object.keys(settled).sort()).toEqual(ids.slice(0, 20).sort());
    const rest = ids.slice(20).map((id) => ({ id, problem: 'HOURLY_LIMIT' }));
    expect(refused).toEqual(rest);
    expect((await putRepairs(ids.slice(20), 'otherClerk')).refused).toEqual(rest);
    expect(await log.has('"alert":"HOURLY_LIMIT"')).toBe(true);
    expect(await log.read()).not.toContain(CLERK);
  });
  test('does not count what a judge approved for that clerk, and for no other', async () => {
    const { listId, ids } = await assignedList(strangers(10, 22), 'otherClerk');
    const [twentyFirst = '', last = ''] = ids.slice(20);
    const limited = [twentyFirst, last].map((id) => ({ id, problem: 'HOURLY_LIMIT' }));
    expect((await putRepairs(ids, 'otherClerk')).refused).toEqual(limited);
    await approve(listId, 'clerk');
    expect((await putRepairs([twentyFirst, last], 'otherClerk')).refused).toEqual(limited);
    const reason = 'approved for the journey of the hour';
    const batch = await approve(listId, 'otherClerk', reason);
    expect(batch.parties).toBe(22);
    const { refused, settled } = await putRepairs(ids, 'otherClerk');
    expect(refused).toEqual([]);
    expect(Object.keys(settled).sort()).toEqual([...ids].sort());
    expect(await actsFor(reason)).toMatchObject([
      {
        ...{ kind: 'APPROVE_BATCH', subject: JUDGE, role: 'JUDGE', targetId: listId },
        detail: { parties: 22 },
      },
    ]);
  });
  test('is opened by an approval to nobody who is not assigned', async () => {
    const { listId, ids } = await ownList(strangers(11, 1));
    await approve(listId, 'otherClerk');
    const { refused } = await putRepairs(ids, 'otherClerk');
    expect(refused).toEqual(ids.map((id) => ({ id, problem: 'NOT_ASSIGNED' })));
  });
});

describe('what a second person must decide', () => {
  test('no judge approves or assigns for themself, and the attempt is on record', async () => {
    const { listId: list } = await ownList(strangers(12, 1));
    const reason = 'approved by myself for myself';
    const mine = { list, clerk: JUDGE, reason };
    expect(await codesOf('judge', APPROVE, mine)).toEqual(['SECOND_PERSON_NEEDED']);
    const assigned =
      'mutation ($list: ID!, $clerk: String!) { assignClerk(list: $list, clerk: $clerk) }';
    expect(await codesOf('judge', assigned, { list, clerk: JUDGE })).toEqual([
      'SECOND_PERSON_NEEDED',
    ]);
    expect(await actsFor(reason)).toMatchObject([
      {
        ...{ kind: 'DENIED', subject: JUDGE, role: 'JUDGE' },
        detail: { code: 'SECOND_PERSON_NEEDED', operation: 'approveBatch' },
      },
    ]);
    const [kept] = await inCourtDatabase(
      (sql) => sql`select count(*)::int as rows from approved_batch where clerk = ${JUDGE}`,
    );
    expect(kept).toEqual({ rows: 0 });
  });
});

describe('what an inquiry says of who asks and why', () => {
  const basis = '（2026）浙0782执71013号协查函';
  const ISSUE = /* GraphQL */ `
    mutation Issue($ids: [ID!]!, $legalBasis: String!) {
      runRepairs(ids: $ids, purpose: ENFORCEMENT, kinds: [PHONE], legalBasis: $legalBasis) {
        envelope
      }
    }
  `;
  const issuedShape = z.object({ runRepairs: z.object({ envelope: z.string() }) });

  /** Has the court issue an inquiry, and opens it as the police. */
  async function warrantOf(ids: string[], as: PersonName): Promise<Warrant> {
    const { data } = await callCourt(ISSUE, { ids, legalBasis: basis }, as);
    const { envelope } = issuedShape.parse(data).runRepairs;
    const [own, court] = [await ownKeysOf(home, 'police'), await realCourt(home)];
    const reader = { code: 'police', own, signers: [court.pinned], now: new Date() };
    const opened = await openWarrant(envelope, reader);
    if (!opened.ok) throw new Error(`The police refuse it as ${opened.code}`);
    return opened.warrant;
  }

  test('the agencies are told purpose, document, kinds and role, and a pseudonym', async () => {
    const { listId, ids } = await assignedList(strangers(13, 1), 'otherClerk');
    await assign({ list: listId }, 'clerk');
    const [first, again] = [await warrantOf(ids, 'otherClerk'), await warrantOf(ids, 'otherClerk')];
    expect(first).toMatchObject({
      ...{ iss: 'court', role: 'CLERK', purpose: 'ENFORCEMENT', legalBasis: basis },
      ...{ kinds: ['PHONE'], parties: [{ caseNo: caseNo(13) }] },
    });
    expect(JSON.stringify(first)).not.toContain(CLERK);
    // one clerk is one actor to the agencies, and another clerk another
    expect(again.actor).toBe(first.actor);
    expect((await warrantOf(ids, 'clerk')).actor).not.toBe(first.actor);
  });
  test('the court keeps the same with the person, and records the act', async () => {
    const { ids } = await assignedList(strangers(14, 1), 'otherClerk');
    const { jti } = await warrantOf(ids, 'otherClerk');
    const [row] = await inCourtDatabase(
      (sql) => sql`
        select purpose, legal_basis, kinds, asked_by, role from inquiry where id = ${jti}`,
    );
    expect(row).toEqual({
      ...{ purpose: 'ENFORCEMENT', legal_basis: basis, kinds: ['PHONE'] },
      ...{ asked_by: CLERK, role: 'CLERK' },
    });
    expect(await actsAbout(jti)).toMatchObject([
      {
        ...{ kind: 'RUN_REPAIRS', subject: CLERK, role: 'CLERK' },
        detail: { parties: 1, refused: 0, purpose: 'ENFORCEMENT' },
      },
    ]);
  });
});

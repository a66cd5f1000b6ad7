import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ERROR_MESSAGES } from '../../../schema/contract/errors.ts';
import { askAudit } from '../../../tests/support/ask-audit.ts';
import { callerOf, LI, SUN, WANG } from '../../../tests/support/court-world/people.ts';
import { followedWorld } from '../../../tests/support/followed-world.ts';
import type { FollowedWorld } from '../../../tests/support/followed-world.ts';
import { evaluate } from '../alerts/evaluate.ts';
import { listAlerts } from '../alerts/load-alerts.ts';

let world: FollowedWorld;
let ids: string[];

beforeAll(async () => {
  world = await followedWorld('2026-03-03T07:00:00.000Z');
  const conflict = { event: 'CONFLICT_FOUND', caseNo: 'a', outcome: 'DECLARED_KIN' } as const;
  const at = (hour: number) => ({ ...conflict, at: `2026-03-03T0${hour}:00:00Z` });
  await world.follow(at(1), at(2), at(3));
  await evaluate({ ...world, delivers: false });
});

beforeEach(async () => {
  const alerts = await listAlerts(world.db, {}, { limit: 10, inverted: false });
  ids = alerts.map(({ id }) => id);
});

afterAll(async () => {
  await world.close();
});

const explain = (id: string, reason = 'a shared line') =>
  `mutation { explainAlert(id: "${id}", reason: "${reason}") { state trail { state reason } } }`;

test('a privacy officer pages through alerts, the newest first', async () => {
  const page = (after: string) =>
    `{ alerts(first: 2, after: ${after}) { edges { node { id rule state caseNo detail } }
      pageInfo { hasNextPage endCursor } } }`;
  type Page = {
    edges: { node: { id: string } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
  const first = (await askAudit(world, SUN, page('null'))).data?.['alerts'] as Page;
  expect(first.edges.map(({ node }) => node.id)).toEqual(ids.slice(0, 2));
  expect(first.edges[0]?.node).toMatchObject({
    ...{ rule: 'OWN_OR_KIN', state: 'OPEN', caseNo: 'a', detail: '{"ground":"DECLARED_KIN"}' },
  });
  expect(first.pageInfo.hasNextPage).toBe(true);
  const cursor = `"${first.pageInfo.endCursor}"`;
  const second = (await askAudit(world, SUN, page(cursor))).data?.['alerts'] as Page;
  expect(second.edges.map(({ node }) => node.id)).toEqual(ids.slice(2));
  expect((await askAudit(world, SUN, page('"x"'))).codes).toEqual(['BAD_USER_INPUT']);
});

test('a period that ends before it begins is refused, not found empty', async () => {
  const between = (from: string, to: string) =>
    askAudit(world, SUN, `{ alerts(from: "${from}", to: "${to}") { edges { cursor } } }`);
  const [early, late] = ['2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z'];
  expect((await between(late, early)).codes).toEqual(['BAD_USER_INPUT']);
  expect((await between(early, late)).codes).toEqual([]);
});

test('an alert is explained with a reason, and found by its state and rule', async () => {
  const [id = ''] = ids;
  expect((await askAudit(world, SUN, explain(id))).data).toEqual({
    explainAlert: {
      state: 'EXPLAINED',
      trail: [
        { state: 'OPEN', reason: null },
        { state: 'EXPLAINED', reason: 'a shared line' },
      ],
    },
  });
  const confirm = `mutation { confirmAlert(id: "${ids[1] ?? ''}", reason: "kin") { state } }`;
  expect((await askAudit(world, SUN, confirm)).codes).toEqual(['BAD_USER_INPUT']);
  const by = `{ alerts(state: EXPLAINED, rule: OWN_OR_KIN, from: "2026-03-03T00:00:00Z") {
    edges { node { id } } } alert(id: "${id}") { state }
    none: alerts(state: CONFIRMED) { edges { cursor } pageInfo { startCursor endCursor } } }`;
  expect((await askAudit(world, SUN, by)).data).toEqual({
    alerts: { edges: [{ node: { id } }] },
    none: { edges: [], pageInfo: { startCursor: null, endCursor: null } },
    alert: { state: 'EXPLAINED' },
  });
});

test('rules are read and set', async () => {
  const set = `mutation { setAlertRule(code: MANY_PARTIES, enabled: false,
    thresholds: "{\\"parties\\": 10, \\"minutes\\": 30}") { enabled thresholds changedBy } }`;
  expect((await askAudit(world, SUN, set)).data).toEqual({
    setAlertRule: {
      ...{ enabled: false, thresholds: '{"minutes":30,"parties":10}', changedBy: SUN.subject },
    },
  });
  const { data } = await askAudit(world, SUN, '{ alertRules { code enabled meaning } }');
  expect(data?.['alertRules']).toHaveLength(9);
  expect(data?.['alertRules']).toContainEqual(
    expect.objectContaining({ code: 'MANY_PARTIES', enabled: false }),
  );
});

test.each([
  ['a clerk', WANG],
  ['a judge', LI],
  ['an officer whose token is for reading', { ...SUN, scopes: ['audit:read'] as const }],
])('%s decides nothing, and the hub’s ledger says that it was tried', async (_who, account) => {
  const before = (await world.recorded()).length;
  expect((await askAudit(world, account, explain(ids[0] ?? ''))).codes).toEqual(['FORBIDDEN']);
  const [denied, ...others] = (await world.recorded()).slice(before);
  expect(denied).toMatchObject({ event: 'ACCESS_DENIED', actor: account.subject });
  expect(others).toEqual([]);
});

test('an officer who did it decides nothing of it, in words that say who does, and on record', async () => {
  const own = { ...SUN, subject: 'wang.shuji' };
  const before = (await world.recorded()).length;
  const said = await askAudit(world, own, explain(ids[0] ?? ''));
  expect(said.codes).toEqual(['SECOND_PERSON_NEEDED']);
  expect(ERROR_MESSAGES.SECOND_PERSON_NEEDED).toContain('another privacy officer');
  expect((await world.recorded()).slice(before)).toMatchObject([
    { event: 'ACCESS_DENIED', actor: own.subject, outcome: 'SECOND_PERSON_NEEDED' },
  ]);
});

test('nobody reads alerts who is not signed in as a privacy officer', async () => {
  const read = '{ alerts { edges { node { id } } } }';
  expect((await askAudit(world, undefined, read)).codes).toEqual(['UNAUTHENTICATED']);
  expect((await askAudit(world, LI, read)).codes).toEqual(['FORBIDDEN']);
  expect((await askAudit(world, undefined, explain(ids[0] ?? ''))).codes).toEqual([
    'UNAUTHENTICATED',
  ]);
});

test('a proof decides once', async () => {
  const caller = callerOf(SUN);
  expect((await askAudit(world, SUN, explain(ids[2] ?? ''), caller)).codes).toEqual([]);
  const again = { ...caller, requestId: 'another' };
  expect((await askAudit(world, SUN, explain(ids[2] ?? ''), again)).codes).toEqual([
    'PROOF_REFUSED',
  ]);
});

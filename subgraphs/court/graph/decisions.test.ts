import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findConflicts } from '../conflicts/find-conflicts.ts';
import { courtTransaction } from '../ledger/court-transaction.ts';
import { askCourt } from '../../../tests/support/court-world/ask-court.ts';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import { LI, SUN, ZHAO } from '../../../tests/support/court-world/people.ts';
import {
  actsOf,
  declare,
  held,
  HOME,
  runParty,
} from '../../../tests/support/court-world/run-party.ts';

const REASON = 'no other way is left';
const NOWHERE = '00000000-0000-4000-8000-000000000000';
const CONFLICTS = '{ conflicts { id repairId caseNo partyRef clerk ground foundAt approvedBy } }';
const APPROVE = `mutation ($id: ID!, $reason: String!) {
  approveConflict(id: $id, reason: $reason) { id approvedBy approvedAt } }`;
const LIFT = `mutation ($id: ID!, $reason: String!) {
  liftProtection(id: $id, reason: $reason) { envelope } }`;
const WITHDRAW = `mutation ($caseNo: String!, $reason: String!) {
  withdrawCase(caseNo: $caseNo, reason: $reason) { caseNo status repairs { status contacts { id } } } }`;
const CLOSE = WITHDRAW.replace('withdrawCase', 'closeCase');
const REVEAL = 'mutation ($id: ID!, $reason: String!) { revealContact(id: $id, reason: $reason) }';

let world: CourtWorld;
let lastCase = 0;

beforeAll(async () => {
  world = await courtWorld();
});

afterAll(async () => {
  await world.close();
});

function party(...answer: Parameters<typeof held>) {
  lastCase += 1;
  return runParty(world, lastCase, held(...answer));
}

test('a judge sees what waits, and approves it', async () => {
  const { clerk, repairId, caseNo } = await party(HOME);
  await declare(world, clerk, { ids: [{ type: 'RESIDENT_ID', number: '11010519491231002X' }] });
  await courtTransaction(world.as(clerk), (court, tx) => findConflicts(court, tx, [repairId]));
  const { data, codes } = await askCourt(world.as(LI), CONFLICTS);
  expect(codes).toEqual([]);
  expect(data).toMatchObject({
    conflicts: [
      {
        ...{ repairId, caseNo, partyRef: 'd1', clerk: clerk.subject },
        ...{ ground: 'SHARED_IDENTIFIER', approvedBy: null },
      },
    ],
  });
  const [row] = await world.owner.sql`
    select id from conflict_of_interest where repair_id = ${repairId}`;
  const variables = { id: String(row?.['id']), reason: REASON };
  const approved = await askCourt(world.as(LI), APPROVE, variables);
  expect(approved).toMatchObject({
    ...{ data: { approveConflict: { id: variables.id, approvedBy: LI.subject } }, codes: [] },
  });
  expect((await askCourt(world.as(LI), CONFLICTS)).data).toEqual({ conflicts: [] });
});

test.each([
  ['withdrawCase', WITHDRAW, 'WITHDRAWN'],
  ['closeCase', CLOSE, 'CLOSED'],
])('%s: a case that has ended shows nothing of what came of it', async (...row) => {
  const [field, document, status] = row;
  const { caseNo } = await party(HOME);
  const typed = caseNo.replace('（', '(').replace('）', ')');
  const variables = { caseNo: typed, reason: REASON };
  expect(await askCourt(world.as(LI), document, variables)).toEqual({
    data: { [field]: { caseNo, status, repairs: [{ status: 'REJECTED', contacts: [] }] } },
    codes: [],
  });
  expect((await askCourt(world.as(LI), document, variables)).codes).toEqual(['CASE_NOT_LIVE']);
});

test('a contact is revealed to the key of the request’s proof, and to no key that is named', async () => {
  const { clerk, contacts } = await party(HOME);
  const key = await exportJWK((await generateKeyPair('ES256')).publicKey);
  const variables = { id: contacts[0], reason: REASON };
  const { data, codes } = await askCourt(world.as(clerk, { key }), REVEAL, variables);
  expect(codes).toEqual([]);
  expect(data?.['revealContact']).toMatch(/^[\w-]+(\.[\w-]+){4}$/u);
  const named = REVEAL.replace('reason: $reason)', 'reason: $reason, sealTo: "{}")');
  const refused = await askCourt(world.as(clerk, { key }), named, variables);
  expect(refused.data).toBeUndefined();
});

const operations: [string, string, object][] = [
  ['conflicts', CONFLICTS, {}],
  ['approveConflict', APPROVE, { id: NOWHERE, reason: REASON }],
  ['liftProtection', LIFT, { id: NOWHERE, reason: REASON }],
  ['withdrawCase', WITHDRAW, { caseNo: '（2026）浙0782民初1号', reason: REASON }],
  ['closeCase', CLOSE, { caseNo: '（2026）浙0782民初1号', reason: REASON }],
];

test.each(operations)(
  '%s is for judges whose token is for it',
  async (name, document, variables) => {
    const refusals = [
      [undefined, 'UNAUTHENTICATED'],
      [ZHAO, 'FORBIDDEN'],
      [SUN, 'FORBIDDEN'],
      [{ ...LI, scopes: ['case:read', 'contact:reveal'] as const }, 'FORBIDDEN'],
    ] as const;
    const before = (await actsOf(world, 'DENIED')).length;
    for (const [account, code] of refusals) {
      const said = await askCourt(world.as(account), document, { ...variables });
      expect(said.codes).toEqual([code]);
      expect(said.data).toEqual({ [name]: null });
    }
    expect((await actsOf(world, 'DENIED')).slice(before)).toMatchObject(
      [ZHAO, SUN, LI].map(({ subject }) => ({
        ...{ subject, detail: { code: 'FORBIDDEN', operation: name } },
      })),
    );
  },
);

test('revealContact is for clerks and judges whose token is for it', async () => {
  const variables = { id: NOWHERE, reason: REASON };
  const ask = async (account?: typeof LI) =>
    (await askCourt(world.as(account), REVEAL, variables)).codes;
  expect(await ask()).toEqual(['UNAUTHENTICATED']);
  expect(await ask(SUN)).toEqual(['FORBIDDEN']);
  expect(await ask({ ...LI, scopes: ['case:read', 'case:decide'] })).toEqual(['FORBIDDEN']);
  expect(await ask(ZHAO)).toEqual(['CONTACT_NOT_FOUND']);
  expect(await ask(LI)).toEqual(['CONTACT_NOT_FOUND']);
});

test.each([
  ['approveConflict', APPROVE],
  ['liftProtection', LIFT],
  ['revealContact', REVEAL],
])('%s takes an id and a reason', async (_name, document) => {
  const bad = { reason: ' x ', id: NOWHERE };
  expect((await askCourt(world.as(LI), document, bad)).codes).toEqual(['BAD_USER_INPUT']);
  const worse = { reason: REASON, id: "1' or true --" };
  expect((await askCourt(world.as(LI), document, worse)).codes).toEqual(['BAD_USER_INPUT']);
});

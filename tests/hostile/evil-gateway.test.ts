import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { CONTACT_TYP } from '../../schema/contract/contact.ts';
import { ROLES, SCOPES } from '../../schema/contract/roles.ts';
import { openSealed, sealTo } from '../../subgraphs/kit/sealing/seal-value.ts';
import { actsFor } from '../support/acts.ts';
import { readSaid } from '../support/ask-graph.ts';
import { post } from '../support/doors.ts';
import { evilHub } from '../support/evil-hub.ts';
import type { EvilHub, People } from '../support/evil-hub.ts';
import { expectRefusal } from '../support/expect-refusal.ts';
import { findLeaks } from '../support/find-leaks.ts';
import { logSince } from '../support/log-since.ts';
import { assign, assignedList } from '../support/own-list.ts';
import { party, residentId } from '../support/people.ts';
import { runSample } from '../support/run-sample.ts';
import type { SampleResult } from '../support/run-sample.ts';
import { repairsOf } from '../support/sample-repairs.ts';
import { sampleSecrets } from '../support/sample-secrets.ts';
import { PEOPLE, sessionOf } from '../support/session-of.ts';
import { signedCall } from '../support/signed-call.ts';
import { swappedKeys } from '../support/swapped-keys.ts';
import { tableCounts } from '../support/table-counts.ts';

const { home, publicUrl, subgraphUrls, gatewayUrl } = inject('sample');
const ids = await repairsOf('clean');
const clerk = await sessionOf('clerk');
const state: { hub?: EvilHub; run?: SampleResult } = {};
const others = await assignedList(
  [
    party('evil-1', '欧阳无名', {
      ...{ case_no: '（2026）浙0782民初91001号', id_number: residentId('19530405', 1) },
    }),
  ],
  'otherClerk',
);

beforeAll(async () => {
  state.hub = await evilHub();
  const only = ({ id }: { id: string }) => ids.includes(id);
  state.run = await runSample({ gatewayUrl: hub().url, only, reveal: 'what a clerk may know' });
});
afterAll(() => state.hub?.[Symbol.asyncDispose]());

test('the honest run that it watches brings the clerk contacts, sealed to the clerk alone', async () => {
  const { problems, repairs, values } = run();
  expect(problems).toEqual([]);
  expect(repairs.map(({ status }) => status)).toEqual(ids.map(() => 'FOUND'));
  const { people, envelopes, replies, revealed } = hub().captured();
  expect(people.length).toBeGreaterThan(values.size);
  expect(envelopes.length).toBeGreaterThan(0);
  for (const sealed of Object.values(replies)) expect(sealed).toHaveLength(envelopes.length);
  expect(revealed).toHaveLength(values.size);
  const opened = await Promise.all(revealed.map(openAsClerk));
  expect(opened.sort()).toEqual([...values.values()].sort());
  // the search below would find these
  const secrets = await sampleSecrets();
  const plain = opened.map((value = '') => value.replace(/^\+86/u, ''));
  for (const value of plain) expect(findLeaks(Buffer.from(value), secrets).size).toBeGreaterThan(0);
});

test('none of its keys opens anything that was sealed', async () => {
  const { envelopes, replies, revealed } = hub().captured();
  const sealed = [...envelopes, ...Object.values(replies).flat(), ...revealed];
  expect(await Promise.all(sealed.map((one) => hub().opens(one)))).toEqual(sealed.map(() => false));
  const own = await sealTo(hub().ownKey.publicJwk, { id: '1' }, CONTACT_TYP);
  expect(await hub().opens(own.ok ? own.sealed : '')).toBe(true);
});

const RUN = /* GraphQL */ `
  mutation Run($ids: [ID!]!, $legalBasis: String!) {
    runRepairs(
      ids: $ids
      purpose: SERVICE_OF_DOCUMENTS
      kinds: [PHONE, ADDRESS]
      legalBasis: $legalBasis
    ) {
      envelope
      refused {
        id
        problem
      }
    }
  }
`;
const REVEAL = /* GraphQL */ `
  mutation Reveal($id: ID!, $reason: String!) {
    revealContact(id: $id, reason: $reason)
  }
`;
const VERIFY = `mutation Verify($ids: [ID!]!) {
  verifyParties(ids: $ids, purpose: SERVICE_OF_DOCUMENTS, legalBasis: "CPL art. 87") { envelope }
}`;
const REVIEW = `mutation Review($id: ID!) {
  decideReview(id: $id, decision: CONFIRM, reason: "a reason") { inquiry { envelope } }
}`;

const mutations: [name: string, query: string, variables: () => object][] = [
  ['runRepairs', RUN, () => ({ ids, legalBasis: 'CPL art. 87' })],
  ['verifyParties', VERIFY, () => ({ ids })],
  ['decideReview', REVIEW, () => ({ id: ids[0] })],
  ['revealContact', REVEAL, () => ({ id: contactId(), reason: 'a reason' })],
];

test.each(mutations)(
  'token and proof of a request that went by serve no %s of its own',
  async (_, query, variables) => {
    const people = await clerk.headers(publicUrl);
    const honest = { query: REVEAL, variables: { id: contactId(), reason: 'the clerk asks' } };
    const first = await post(hub().url, people, JSON.stringify(honest));
    expect(await openAsClerk(sealedIn(first.text))).toBe(run().values.get(contactId()));
    const log = await logSince(home, 'court');
    const before = await changes();
    const said = await court(people, query, variables());
    expect(said.codes).toEqual(['PROOF_REFUSED']);
    expect(said.text).not.toContain('eyJ');
    expect(await log.has('"code":"PROOF_REFUSED"')).toBe(true);
    expect(await changes()).toEqual(before);
  },
);

test('under the id of that very request it can ask more for as long as the proof lives: masked, and sealed to the clerk', async () => {
  const people = await clerk.headers(publicUrl);
  const honest = { query: REVEAL, variables: { id: contactId(), reason: 'the clerk asks' } };
  await post(hub().url, people, JSON.stringify(honest));
  const requestId = hub().captured().requestIds.get(people.dpop);
  const reason = `invented by the hub ${randomUUID()}`;
  const [, other] = run().repairs;
  const id = other?.contacts[0]?.id ?? '';
  const revealed = await court(people, REVEAL, { id, reason }, requestId);
  const sealed = sealedIn(revealed.text);
  expect(await hub().opens(sealed)).toBe(false);
  expect(await openAsClerk(sealed)).toBe(run().values.get(id));
  // in front of the clerk, the judge and whoever reads the record
  expect(await actsFor(reason)).toMatchObject([
    { kind: 'REVEAL_CONTACT', subject: PEOPLE.clerk, targetId: id },
  ]);
  const read = `query Read($id: ID!) { repair(id: $id) { contacts { masked } } }`;
  const shown = await court(people, read, { id: other?.id }, requestId);
  expect(shown.data).toEqual({
    repair: { contacts: other?.contacts.map(({ masked }) => ({ masked })) },
  });
  for (const { masked } of other?.contacts ?? []) expect(masked).toContain('****');
  const asked = await court(people, RUN, { ids: others.ids, legalBasis: reason }, requestId);
  expect(asked.data?.['runRepairs']).toMatchObject({
    refused: others.ids.map((one) => ({ id: one, problem: 'NOT_ASSIGNED' })),
  });
});

test("a judge's proof that it keeps back decides in the judge's name, on record", async () => {
  const people = await (await sessionOf('judge')).headers(publicUrl);
  const reason = `invented by the hub ${randomUUID()}`;
  const approve = `mutation Approve($list: ID!, $clerk: String!, $reason: String!) {
    approveBatch(list: $list, clerk: $clerk, reason: $reason) { parties }
  }`;
  const variables = { list: others.listId, clerk: PEOPLE.otherClerk, reason };
  expect((await court(people, approve, variables)).codes).toEqual([]);
  expect(await actsFor(reason)).toMatchObject([{ kind: 'APPROVE_BATCH', subject: PEOPLE.judge }]);
  expect((await court(people, approve, variables)).codes).toEqual(['PROOF_REFUSED']);
});

test.each(await swappedKeys(clerk))(
  'when it %s, nothing is revealed to anybody',
  async (_, code, cause, make) => {
    const log = await logSince(home, 'court');
    const before = await changes();
    const variables = { id: contactId(), reason: 'for the hub' };
    const people = await make(await clerk.headers(publicUrl));
    const said = await ask(people, { query: REVEAL, variables });
    expectRefusal(said, 401, code);
    expect(await log.has(`"code":"${code}","cause":"${cause}"`)).toBe(true);
    expect(await changes()).toEqual(before);
  },
);

test('no argument names another key to seal to', async () => {
  const query = `mutation R($id: ID!, $key: String) {
    revealContact(id: $id, reason: "for the hub", key: $key)
  }`;
  const people = await clerk.headers(publicUrl);
  const before = await changes();
  const key = JSON.stringify(hub().ownKey.publicJwk);
  const { status, text } = await ask(people, { query, variables: { id: contactId(), key } });
  expect(text).not.toContain('"revealContact":"');
  expect([status, readSaid(status, text).data]).toEqual([400, undefined]);
  expect(await changes()).toEqual(before);
});

const queries: typeof mutations = [
  ['me', `{ me { subject } }`, () => ({})],
  ['repair', `query R($id: ID!) { repair(id: $id) { id } }`, () => ({ id: ids[0] })],
  ['repairs', `{ repairs(first: 1) { edges { node { id } } } }`, () => ({})],
  ['conflicts', `{ conflicts { id } }`, () => ({})],
  [
    'Inquiry.repairs',
    `query E($of: [_Any!]!) { _entities(representations: $of) { ... on Inquiry { repairs { id } } } }`,
    () => ({ of: [{ __typename: 'Inquiry', envelope: hub().captured().envelopes[0] }] }),
  ],
];

test.each([...queries, ...mutations])(
  'the roles that it writes into its calls give it no %s of the court',
  async (_, query, variables) => {
    const before = await changes();
    const said = await ask({}, { query, variables: variables() }, everything);
    const { codes, text } = readSaid(said.status, said.text);
    expect(codes).toEqual(['UNAUTHENTICATED']);
    for (const { id, caseNo } of run().repairs) {
      expect(text).not.toContain(id);
      expect(text).not.toContain(caseNo);
    }
    expect(await changes()).toEqual(before);
  },
);

test("nor do they add to what the clerk's token allows", async () => {
  const query = `mutation A($list: ID!, $clerk: String!) { assignClerk(list: $list, clerk: $clerk) }`;
  const variables = { list: others.listId, clerk: PEOPLE.clerk };
  const people = await clerk.headers(publicUrl);
  const said = await ask(people, { query, variables }, everything);
  expect(readSaid(said.status, said.text).codes).toEqual(['FORBIDDEN']);
  expect(await assign({ list: others.listId }, 'otherClerk')).toBe(0);
});

test("the clerk's token reads nothing of other clerks' cases", async () => {
  const query = `query R($id: ID!, $list: ID!, $caseNo: String!) {
    repair(id: $id) { id }
    repairs(list: $list, first: 10) { edges { node { id } } }
    case(caseNo: $caseNo) { caseNo }
  }`;
  const [id] = others.ids;
  const caseNo = '（2026）浙0782民初91001号';
  const variables = { id, list: others.listId, caseNo };
  const asked = async (name: 'clerk' | 'otherClerk') =>
    (await court(await (await sessionOf(name)).headers(publicUrl), query, variables)).data;
  expect(await asked('clerk')).toEqual({ repair: null, repairs: { edges: [] }, case: null });
  expect(await asked('otherClerk')).toEqual({
    ...{ repair: { id }, repairs: { edges: [{ node: { id } }] }, case: { caseNo } },
  });
});

test('in all that it ever saw there is no name, number, phone or address', async () => {
  expect(await hub().leaks()).toEqual([]);
  expect(await post(gatewayUrl, {}, '{"query":"{ __typename }"}')).toMatchObject({ status: 200 });
});

const everything = { roles: ROLES, scopes: SCOPES };

/** Asks the court with the gateway's own signature. */
function ask(people: Record<string, string>, body: object, more: object = {}) {
  const { court: url = '' } = subgraphUrls;
  return signedCall({ url, code: 'court', people, body, ...more });
}

async function court(
  people: People,
  query: string,
  variables: object,
  requestId: string = randomUUID(),
) {
  const { status, text } = await ask(people, { query, variables }, { requestId });
  return readSaid(status, text);
}

/** What the court holds, but for refusals on record. */
async function changes(): Promise<object> {
  const { 'court.act': _acts, 'court.seen_proof': _proofs, ...rest } = await tableCounts();
  return rest;
}

async function openAsClerk(sealed: string): Promise<string | undefined> {
  const opened = await openSealed(sealed, clerk.privateKey, CONTACT_TYP);
  // the court seals `{ id, value }`
  return opened.ok ? (opened.value as { value: string }).value : undefined;
}

function sealedIn(text: string): string {
  return /"revealContact":"([^"]+)"/u.exec(text)?.[1] ?? '';
}

function contactId(): string {
  const [contact] = run().repairs[0]?.contacts ?? [];
  if (contact === undefined) throw new Error('The clerk found nobody');
  return contact.id;
}

function hub(): EvilHub {
  if (state.hub === undefined) throw new Error('No hub was started');
  return state.hub;
}

function run(): SampleResult {
  if (state.run === undefined) throw new Error('The clerk did not run anything');
  return state.run;
}

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Reply } from '../../../schema/contract/reply.ts';
import type { Warrant } from '../../../schema/contract/warrant.ts';
import { freshDatabase } from '../../../tests/support/postgres.ts';
import type { FreshDatabase } from '../../../tests/support/postgres.ts';
import { connect } from '../database/connect.ts';
import type { Connection } from '../database/connect.ts';
import type { AgencyReplyShape } from '../graph/agency-reply.ts';
import { installLedger } from '../ledger/install-ledger.ts';
import type { ServiceLedger } from '../ledger/service-ledger.ts';
import { bodiesOf, toyServiceLedger } from '../ledger/toy-service-ledger.ts';
import { createLogger } from '../log/logger.ts';
import { AS_OF, askedPerson, heldRecord, ID, PHONE } from '../matching/toy-records.ts';
import { openReply } from '../sealing/open-reply.ts';
import { sealWarrant } from '../sealing/seal-warrant.ts';
import { NOW, toyParty, toyWarrant } from '../sealing/toy-parties.ts';
import type { ToyParty } from '../sealing/toy-parties.ts';
import { answerInquiry } from './answer-inquiry.ts';
import type { Answering } from './answer-inquiry.ts';
import { toyPolicy } from './toy-policy.ts';
import { createAgencyTables } from './toy-tables.ts';

const [court, mall, police] = await Promise.all([
  toyParty('court'),
  toyParty('mall'),
  toyParty('police'),
]);
const CASE = askedPerson({}).caseNo;
const LATER = new Date(NOW.getTime() + 601_000);

let database: FreshDatabase;
let connection: Connection;
let ledger: ServiceLedger;
let lookedUp: number;

beforeAll(async () => {
  database = await freshDatabase('record');
  connection = connect(database.migrationDatabaseUrl);
  await createAgencyTables(connection.sql);
  await installLedger(database.migrationDatabaseUrl);
  ledger = await toyServiceLedger(connection.db, police, () => NOW);
});

afterAll(async () => {
  await ledger.close();
  await connection.close();
  await database.drop();
});

beforeEach(() => {
  lookedUp = 0;
});

const HELD = [
  heldRecord({ name: '张伟', id: ID }, { phone: PHONE }),
  heldRecord({ name: '李丽' }, { phone: '+8613800000000' }),
];

function agency(change: Partial<Answering> = {}): Answering {
  const pinned = new Map([court, mall].map((party) => [party.code, party.pinned]));
  return {
    ...{ code: 'police', db: connection.db, ledger, policy: toyPolicy(), now: () => NOW },
    log: createLogger('police', 'silent'),
    keys: () => Promise.resolve({ own: police.own, pinned }),
    lookUp: () => {
      lookedUp += 1;
      return Promise.resolve(HELD);
    },
    isLoaded: () => Promise.resolve(true),
    ...change,
  };
}

const zhang = askedPerson({ ref: '1', name: '张伟', id: ID });

function ask(change: Partial<Warrant> = {}): Warrant {
  return toyWarrant({ aud: ['police'], asOf: AS_OF, parties: [zhang], ...change });
}

async function put(
  warrant: Warrant,
  { by = court, ...change }: Partial<Answering> & { by?: ToyParty } = {},
): Promise<AgencyReplyShape> {
  const envelope = await sealWarrant(warrant, by.own, [police.pinned]);
  return answerInquiry(agency(change), envelope);
}

/** What was recorded of an inquiry. */
async function entriesOf({ jti }: Warrant) {
  const bodies = await bodiesOf(connection.db);
  return bodies.filter((body) => body?.inquiry === jti);
}

async function opened(sealed: string | null, inquiry: string): Promise<Reply | undefined> {
  const reader = { code: 'court', own: court.own, agency: police.pinned, now: NOW };
  const reply = await openReply(sealed ?? '', { ...reader, inquiries: [inquiry] });
  return reply.ok ? reply.reply : undefined;
}

const pseudonym = (person: Parameters<ServiceLedger['personOf']>[0]) =>
  Buffer.from(ledger.personOf(person) ?? []).toString('base64url');

test('each party that was looked up has one entry, with who asked, why, and what was answered', async () => {
  const stranger = askedPerson({ ref: '2', name: '王五', phone: PHONE, caseNo: '（2026）浙01号' });
  const warrant = ask({ parties: [zhang, stranger], hop: 1, kinds: ['ADDRESS', 'PHONE'] });
  expect((await put(warrant)).status).toBe('ANSWERED');
  const common = {
    ...{ v: 1, event: 'INQUIRY_ANSWERED', at: NOW.toISOString(), inquiry: warrant.jti },
    ...{
      actor: warrant.actor,
      purpose: 'SERVICE_OF_DOCUMENTS',
      index: expect.any(Number) as number,
    },
  };
  const terms = {
    ...{ court: 'court', role: 'CLERK', hop: 1, kinds: ['ADDRESS', 'PHONE'] },
    basis: expect.stringMatching(/^[\w-]{43}$/u) as string,
  };
  expect(await entriesOf(warrant)).toEqual([
    {
      ...common,
      ...{ caseNo: CASE, person: pseudonym({ id: ID }), outcome: 'MATCHED' },
      detail: { ...terms, contacts: 1 },
    },
    {
      ...common,
      ...{ caseNo: '（2026）浙01号', person: pseudonym({ phone: PHONE }), outcome: 'NO_RECORD' },
      detail: { ...terms, contacts: 0 },
    },
  ]);
});

test('several questions about one party of a second hop are one entry, with the strongest outcome', async () => {
  const parties = [
    askedPerson({ ref: '12-1', name: '王五', phone: PHONE }),
    askedPerson({ ref: '12-2', name: '李丽', phone: '+8613800000000' }),
    askedPerson({ ref: '3-1', name: '张伟', id: ID }),
  ];
  const warrant = ask({ parties, hop: 2 });
  await put(warrant);
  expect(await entriesOf(warrant)).toMatchObject([
    { outcome: 'MATCHED', person: pseudonym({ phone: PHONE }), detail: { hop: 2 } },
    { outcome: 'MATCHED', person: pseudonym({ id: ID }) },
  ]);
});

test('a pure verification is recorded as one', async () => {
  const warrant = ask({ kinds: [] });
  await put(warrant);
  expect(await entriesOf(warrant)).toMatchObject([{ outcome: 'VERIFIED', detail: { kinds: [] } }]);
});

test('no entry holds a name, a number, a phone or the legal basis as it was stated', async () => {
  const warrant = ask({ parties: [{ ...zhang, phone: PHONE }] });
  await put(warrant);
  const text = JSON.stringify(await entriesOf(warrant));
  for (const secret of ['张伟', ID.number, PHONE, PHONE.slice(3), warrant.legalBasis])
    expect(text).not.toContain(secret);
});

test('whatever is refused is recorded with its reason, but for what asks others', async () => {
  const before = (await bodiesOf(connection.db)).length;
  const forOthers = await sealWarrant(ask(), court.own, [mall.pinned]);
  expect((await answerInquiry(agency(), forOthers)).status).toBe('REFUSED');
  expect(await bodiesOf(connection.db)).toHaveLength(before);
  const narrow = ask({ purpose: 'ENFORCEMENT' });
  await put(narrow, { policy: toyPolicy({ purposes: ['MEDIATION'] }) });
  expect(await entriesOf(narrow)).toMatchObject([
    {
      ...{ event: 'INQUIRY_REFUSED', outcome: 'PURPOSE_NOT_ALLOWED', actor: narrow.actor },
      ...{ purpose: 'ENFORCEMENT', detail: { court: 'court' } },
    },
  ]);
  const unread = ask({ aud: ['mall'] });
  await put(unread);
  expect(await entriesOf(unread)).toMatchObject([
    { event: 'INQUIRY_REFUSED', outcome: 'WRONG_AUDIENCE', actor: 'police', detail: {} },
  ]);
  await answerInquiry(agency(), 'no envelope');
  const last = (await bodiesOf(connection.db)).at(-1);
  expect(last).toMatchObject({ outcome: 'MALFORMED', actor: 'police' });
});

test('an agency without a register says so in its ledger too', async () => {
  const warrant = ask();
  const said = await put(warrant, { isLoaded: () => Promise.resolve(false) });
  expect(said).toEqual({ status: 'UNAVAILABLE', answeredAt: NOW, sealed: null });
  expect(await entriesOf(warrant)).toMatchObject([
    { event: 'INQUIRY_UNAVAILABLE', outcome: 'NO_REGISTER', actor: warrant.actor },
  ]);
  expect((await put(warrant)).status).toBe('ANSWERED');
});

test('nothing leaves that could not be recorded, neither an answer nor a refusal', async () => {
  const { sql } = connection;
  await sql`alter table ledger_entry rename to ledger_gone`;
  try {
    const unrecorded = { code: 'UNAVAILABLE', name: 'LedgerError' };
    await expect(put(ask())).rejects.toMatchObject(unrecorded);
    const narrow = { policy: toyPolicy({ roles: [] }) };
    await expect(put(ask(), narrow)).rejects.toMatchObject(unrecorded);
  } finally {
    await sql`alter table ledger_gone rename to ledger_entry`;
  }
  expect(
    await sql`select from given_reply where inquiry not in (
    select inquiry from ledger_entry where event = 'INQUIRY_ANSWERED')`,
  ).toHaveLength(0);
});

test('an inquiry that goes on with an answered one gets the very same reply, and nobody is looked up', async () => {
  const first = ask();
  const { sealed } = await put(first);
  const again = ask({ resumes: first.jti });
  expect(await put(again)).toEqual({ status: 'ANSWERED', answeredAt: NOW, sealed });
  expect(lookedUp).toBe(1);
  expect(await opened(sealed, first.jti)).toMatchObject({ inquiry: first.jti });
  expect(await entriesOf(again)).toMatchObject([
    { event: 'INQUIRY_RESENT', detail: { court: 'court', resumes: first.jti } },
  ]);
  expect((await put(again)).status).toBe('REFUSED');
  expect((await entriesOf(again)).at(-1)).toMatchObject({ outcome: 'REPLAYED' });
});

test('one that goes on with an inquiry that was claimed and never answered is looked up', async () => {
  const cut = ask();
  const killed = { lookUp: () => Promise.reject(new Error('killed here')) };
  await expect(put(cut, killed)).rejects.toThrow('killed here');
  expect(await entriesOf(cut)).toEqual([]);
  expect((await put(cut)).status).toBe('REFUSED');
  const again = ask({ resumes: cut.jti });
  const { sealed } = await put(again);
  expect(lookedUp).toBe(1);
  expect(await opened(sealed, again.jti)).toMatchObject({ answers: [{ outcome: 'MATCHED' }] });
  expect(await entriesOf(again)).toMatchObject([{ event: 'INQUIRY_ANSWERED' }]);
});

test('who was away for the first inquiry gives the third what it gave the second', async () => {
  const missed = ask();
  const second = ask({ resumes: missed.jti });
  const { sealed } = await put(second);
  expect(await opened(sealed, second.jti)).toMatchObject({ inquiry: second.jti });
  expect((await put(second)).status).toBe('REFUSED');
  expect((await entriesOf(second)).at(-1)).toMatchObject({ outcome: 'REPLAYED' });
  const third = ask({ resumes: missed.jti });
  expect((await put(third)).sealed).toBe(sealed);
  expect(lookedUp).toBe(1);
});

test.each<[string, Partial<Warrant>]>([
  ['asks for somebody else', { parties: [{ ...zhang, name: '张娜' }] }],
  ['asks in another case', { parties: [{ ...zhang, caseNo: '（2026）浙02号' }] }],
  ['is another clerk’s', { actor: 'b'.repeat(43) }],
  ['has another role', { role: 'JUDGE' }],
  ['has another purpose', { purpose: 'MEDIATION' }],
  ['asks for other kinds', { kinds: ['PHONE'] }],
  ['is of another day', { asOf: '2026-03-01' }],
  ['resumes nothing that was ever asked', { resumes: randomUUID() }],
])('one that %s is answered like any other', async (_, change) => {
  const first = ask();
  const { sealed } = await put(first);
  const other = ask({ resumes: first.jti, ...change });
  const said = await put(other);
  expect(said.sealed).not.toBe(sealed);
  expect(await opened(said.sealed, other.jti)).toMatchObject({ inquiry: other.jti });
  expect(await entriesOf(other)).toMatchObject([{ event: 'INQUIRY_ANSWERED' }]);
});

test('another court does not get it, nor anybody under a policy that has changed since', async () => {
  const first = ask();
  const { sealed } = await put(first);
  const both = toyPolicy({ courts: ['court', 'mall'] });
  const stolen = ask({ iss: 'mall', resumes: first.jti });
  expect((await put(stolen, { by: mall, policy: both })).sealed).not.toBe(sealed);
  const narrow = toyPolicy({ kinds: ['ADDRESS'] });
  expect((await put(ask({ resumes: first.jti }), { policy: narrow })).sealed).not.toBe(sealed);
});

test('a reply is not given again once its inquiry has expired, and is forgotten an hour later', async () => {
  const first = ask();
  await put(first);
  const iat = LATER.getTime() / 1000;
  const late = ask({ resumes: first.jti, iat, nbf: iat, exp: iat + 600 });
  await put(late, { now: () => LATER });
  expect(await entriesOf(late)).toMatchObject([{ event: 'INQUIRY_ANSWERED' }]);
  const { sql } = connection;
  await sql`update given_reply set expires_at = now() - interval '61 minutes'`;
  await put(ask());
  expect(await sql`select from given_reply`).toHaveLength(1);
});

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Reply } from '../../../schema/contract/reply.ts';
import type { Warrant } from '../../../schema/contract/warrant.ts';
import { freshDatabase } from '../../../tests/support/postgres.ts';
import { connect } from '../database/connect.ts';
import type { Connection } from '../database/connect.ts';
import { installLedger } from '../ledger/install-ledger.ts';
import type { ServiceLedger } from '../ledger/service-ledger.ts';
import { toyServiceLedger } from '../ledger/toy-service-ledger.ts';
import { createLogger } from '../log/logger.ts';
import { AS_OF, askedPerson, heldRecord, ID, PHONE } from '../matching/toy-records.ts';
import { generateKeys } from '../sealing/generate-keys.ts';
import { openReply } from '../sealing/open-reply.ts';
import { rotateJwks } from '../sealing/rotate-jwks.ts';
import { sealWarrant } from '../sealing/seal-warrant.ts';
import { IAT, NOW, toyParty, toyPartyOf, toyWarrant } from '../sealing/toy-parties.ts';
import type { ToyParty } from '../sealing/toy-parties.ts';
import type { AgencyPolicy } from './agency-policy.ts';
import { answerInquiry } from './answer-inquiry.ts';
import { toyPolicy } from './toy-policy.ts';
import { createAgencyTables } from './toy-tables.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let connection: Connection;
let court: ToyParty;
let highCourt: ToyParty;
let mall: ToyParty;
let police: ToyParty;
let ledger: ServiceLedger;
let lines: Record<string, unknown>[];

beforeAll(async () => {
  database = await freshDatabase('answer');
  connection = connect(database.migrationDatabaseUrl);
  await createAgencyTables(connection.sql);
  await installLedger(database.migrationDatabaseUrl);
  [court, highCourt, mall, police] = await Promise.all([
    toyParty('court'),
    toyParty('high-court'),
    toyParty('mall'),
    toyParty('police'),
  ]);
  ledger = await toyServiceLedger(connection.db, police, () => NOW);
});

afterAll(async () => {
  await ledger.close();
  await connection.close();
  await database.drop();
});

beforeEach(() => {
  lines = [];
});

const CONTACTS = [
  { kind: 'ADDRESS', value: '义乌', basis: 'HOUSEHOLD_REGISTRATION', observedOn: '2026-01-01' },
  { kind: 'PHONE', value: PHONE, basis: 'REGISTERED_PHONE', observedOn: '2026-01-01' },
] as const;

/** The police, who hold one person under the asked number. */
function agency(policy: AgencyPolicy, by: ToyParty[] = [court, highCourt, mall]) {
  const pinned = new Map(by.map((party) => [party.code, party.pinned]));
  return {
    ...{ code: 'police', db: connection.db, ledger, policy, now: () => NOW },
    log: createLogger('police', 'info', {
      write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>),
    }),
    keys: () => Promise.resolve({ own: police.own, pinned }),
    lookUp: () =>
      Promise.resolve([{ ...heldRecord({ name: '张伟', id: ID }), contacts: [...CONTACTS] }]),
    isLoaded: () => Promise.resolve(true),
  };
}

async function put(
  policy: AgencyPolicy,
  change: Partial<Warrant> = {},
  by = court,
): Promise<Reply | undefined> {
  const parties = [askedPerson({ ref: '1', name: '张伟', id: ID })];
  const warrant = toyWarrant({ iss: by.code, aud: ['police'], asOf: AS_OF, parties, ...change });
  const envelope = await sealWarrant(warrant, by.own, [police.pinned]);
  const { status, sealed } = await answerInquiry(agency(policy), envelope);
  expect(status).toBe(sealed === null ? 'REFUSED' : 'ANSWERED');
  if (sealed === null) return undefined;
  const reader = { code: by.code, own: by.own, agency: police.pinned, now: NOW };
  const opened = await openReply(sealed, { ...reader, inquiries: [warrant.jti] });
  return opened.ok ? opened.reply : undefined;
}

/** What the agency wrote of its refusal. */
function refusal(): unknown {
  return lines.map(({ code, level }) => ({ code, level }))[0];
}

const WARN = 40;
const INFO = 30;

test('each of two courts that the policy names gets its own answer, which it alone can open', async () => {
  const policy = toyPolicy({ courts: ['court', 'high-court'] });
  for (const asking of [court, highCourt]) {
    const reply = await put(policy, {}, asking);
    expect(reply).toMatchObject({ aud: asking.code, answers: [{ outcome: 'MATCHED' }] });
    expect(reply?.answers[0]?.contacts).toHaveLength(2);
  }
  expect(lines.map((line) => line['court'])).toEqual(['court', 'high-court']);
});

test('a pinned court that the policy does not name, and an agency that poses as one, are refused', async () => {
  for (const asking of [highCourt, mall]) {
    lines = [];
    expect(await put(toyPolicy(), {}, asking)).toBeUndefined();
    expect(refusal()).toEqual({ code: 'COURT_NOT_ALLOWED', level: WARN });
  }
});

test('a court that asks in the name of another is refused', async () => {
  const policy = toyPolicy({ courts: ['court', 'high-court'] });
  expect(await put(policy, { iss: 'court' }, highCourt)).toBeUndefined();
  expect(refusal()).toEqual({ code: 'WRONG_ISSUER', level: WARN });
});

test.each<[string, Partial<AgencyPolicy>, Partial<Warrant>]>([
  ['ROLE_NOT_ALLOWED', { roles: ['JUDGE'] }, { role: 'CLERK' }],
  ['ROLE_NOT_ALLOWED', { roles: ['CLERK'] }, { role: 'JUDGE' }],
  ['PURPOSE_NOT_ALLOWED', { purposes: ['MEDIATION'] }, { purpose: 'ENFORCEMENT' }],
  ['TOO_MANY_PARTIES', { entries: 1 }, { parties: ['1', '2'].map((ref) => askedPerson({ ref })) }],
])('%s refuses the whole, and once the policy allows it the same is answered', async (...row) => {
  const [code, narrow, change] = row;
  expect(await put(toyPolicy(narrow), change)).toBeUndefined();
  expect(refusal()).toEqual({ code, level: WARN });
  expect(await put(toyPolicy(), change)).toHaveProperty('answers');
});

test('a refused warrant is not used up: a wider policy still answers it', async () => {
  const jti = '0f0c8f0e-7b53-4a55-9c0a-0d6b6f6f3a11';
  expect(await put(toyPolicy({ roles: ['JUDGE'] }), { jti })).toBeUndefined();
  expect(await put(toyPolicy(), { jti })).toHaveProperty('answers');
  expect(await put(toyPolicy(), { jti })).toBeUndefined();
  expect(lines.at(-1)).toMatchObject({ code: 'REPLAYED' });
});

test('a kind that the policy does not give is left out and named, the rest is answered', async () => {
  const reply = await put(toyPolicy({ kinds: ['ADDRESS'] }));
  expect(reply?.withheld).toEqual(['PHONE']);
  expect(reply?.answers[0]).toMatchObject({ outcome: 'MATCHED', contacts: [{ kind: 'ADDRESS' }] });
  expect(reply?.answers[0]?.contacts).toHaveLength(1);
});

test('a kind that nobody asked for is neither given nor named', async () => {
  const reply = await put(toyPolicy({ kinds: ['ADDRESS'] }), { kinds: ['ADDRESS'] });
  expect(reply).not.toHaveProperty('withheld');
  expect(reply?.answers[0]?.contacts).toHaveLength(1);
  expect(await put(toyPolicy({ kinds: [] }), { kinds: [] })).not.toHaveProperty('withheld');
});

test('an entry that is never given stays, and its kind is named where there was one', async () => {
  const reply = await put(toyPolicy({ bases: ['REGISTERED_PHONE'] }));
  expect(reply?.answers[0]?.contacts).toEqual([CONTACTS[1]]);
  expect(reply?.withheld).toEqual(['ADDRESS']);
  const stranger = { parties: [askedPerson({ ref: '1', name: '李丽', phone: PHONE })] };
  const none = await put(toyPolicy({ bases: ['REGISTERED_PHONE'] }), stranger);
  expect(none).not.toHaveProperty('withheld');
});

test('an envelope for others is refused without alarm', async () => {
  const envelope = await sealWarrant(toyWarrant(), court.own, [mall.pinned]);
  const said = await answerInquiry(agency(toyPolicy()), envelope);
  expect(said).toMatchObject({ status: 'REFUSED', sealed: null });
  expect(refusal()).toEqual({ code: 'NOT_ADDRESSED', level: INFO });
});

test('a court whose key is retired by date gets no answer', async () => {
  const keys = await generateKeys();
  const old = await toyPartyOf('court', keys);
  const rotated = await toyPartyOf('court', await rotateJwks(keys, { from: NOW, until: NOW }, NOW));
  const envelope = await sealWarrant(toyWarrant({ aud: ['police'] }), old.own, [police.pinned]);
  const said = await answerInquiry(agency(toyPolicy(), [rotated]), envelope);
  expect(said).toMatchObject({ status: 'REFUSED', sealed: null });
  expect(refusal()).toEqual({ code: 'RETIRED_KEY', level: WARN });
  expect((await answerInquiry(agency(toyPolicy(), [old]), envelope)).status).toBe('ANSWERED');
});

test('a court that can sign but has no key left to be sealed to gets no answer', async () => {
  const { keys } = await generateKeys();
  const retiredAt = new Date((IAT - 60) * 1000).toISOString();
  const deaf = await toyPartyOf('court', {
    keys: keys.map((jwk) => (jwk.use === 'enc' ? { ...jwk, retiredAt } : jwk)),
  });
  const envelope = await sealWarrant(toyWarrant({ aud: ['police'] }), deaf.own, [police.pinned]);
  const said = await answerInquiry(agency(toyPolicy(), [deaf]), envelope);
  expect(said).toMatchObject({ status: 'REFUSED', sealed: null });
  expect(refusal()).toEqual({ code: 'RETIRED_KEY', level: WARN });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditAsk, AuditReply } from '../../../schema/contract/audit.ts';
import { freshDatabase } from '../../../tests/support/fresh-database.ts';
import type { FreshDatabase } from '../../../tests/support/fresh-database.ts';
import { createSeenIds } from '../channel/seen-ids.ts';
import { connect } from '../database/connect.ts';
import type { Connection } from '../database/connect.ts';
import { appendEntries } from '../ledger/append-entries.ts';
import { openCheckpoint } from '../ledger/checkpoint.ts';
import { readBody } from '../ledger/entry.ts';
import { installLedger } from '../ledger/install-ledger.ts';
import { leafHash, rootHash, verifyConsistency } from '../ledger/merkle.ts';
import { createNoteSigner, createNoteVerifier } from '../ledger/note-key.ts';
import { verifyEntryProof } from '../ledger/prove-entry.ts';
import type { ServiceLedger } from '../ledger/service-ledger.ts';
import { originOf } from '../ledger/service-ledger.ts';
import { signCheckpoint } from '../ledger/sign-checkpoint.ts';
import { toyEntry } from '../ledger/toy-ledger.ts';
import { bodiesOf, toyLedgerKeys, toyServiceLedger } from '../ledger/toy-service-ledger.ts';
import { createLogger } from '../log/logger.ts';
import { NOW, signingKey, toyParty } from '../sealing/toy-parties.ts';
import { answerAudit } from './answer-audit.ts';
import type { AuditAnswering } from './answer-audit.ts';
import { openAuditReply } from './open-audit-reply.ts';
import { sealAuditRequest } from './seal-audit-request.ts';
import type { AuditDraft } from './seal-audit-request.ts';
import { sealSought } from './seal-sought.ts';

const [audit, police, mall] = await Promise.all([
  toyParty('audit'),
  toyParty('police'),
  toyParty('mall'),
]);
const PHONE = '+8613812345678';
const ID = { type: 'RESIDENT_ID', number: '11010519491231002X' } as const;
const [INQUIRY, OTHER] = [randomUUID(), randomUUID()];

let database: FreshDatabase;
let connection: Connection;
let ledger: ServiceLedger;

beforeAll(async () => {
  database = await freshDatabase('audit');
  await installLedger(database.migrationDatabaseUrl);
  connection = connect(database.migrationDatabaseUrl);
  const older = await toyServiceLedger(connection.db, police, () => NOW, toyLedgerKeys(1));
  const byId = older.personOf({ id: ID });
  await older.close();
  ledger = await toyServiceLedger(connection.db, police, () => NOW, toyLedgerKeys(2, 1));
  const at = (minute: number) => ({ at: new Date(NOW.getTime() - (60 - minute) * 60_000) });
  await connection.db.transaction((tx) =>
    appendEntries(tx, [
      toyEntry({ ...at(0), person: byId, inquiry: INQUIRY, actor: 'wang' }),
      toyEntry({ ...at(1), person: ledger.personOf({ phone: PHONE }), inquiry: INQUIRY }),
      toyEntry({ ...at(2), person: undefined, inquiry: OTHER, caseNo: '案', actor: 'li' }),
      toyEntry({ ...at(3), event: 'INQUIRY_REFUSED', outcome: 'EXPIRED', inquiry: OTHER }),
      toyEntry({ ...at(4), detail: { court: 'high-court' }, actor: 'li' }),
    ]),
  );
  await sign();
});

afterAll(async () => {
  await ledger.close();
  await connection.close();
  await database.drop();
});

const jwkOf = () => police.own.public.jwks.keys.find(({ use }) => use === 'sig');
const publicKey = () => new Uint8Array(Buffer.from(jwkOf()?.x ?? '', 'base64url'));
const identity = () => ({
  origin: originOf('police'),
  verifiers: [createNoteVerifier(originOf('police'), publicKey())],
});

/** At once, whatever the ledger's own ticker does. */
function sign() {
  const { key } = signingKey(police.own);
  const signer = createNoteSigner(originOf('police'), key, publicKey());
  return signCheckpoint(connection.db, signer, NOW);
}

const sight = createSeenIds({ seconds: 120, limit: 1000 }, () => NOW);

function answering(change: Partial<AuditAnswering> = {}): AuditAnswering {
  const ring = { own: police.own, pinned: new Map([['audit', audit.pinned]]) };
  return {
    ...{ code: 'police', db: connection.db, ledger, sight, now: () => NOW },
    ...{ log: createLogger('police', 'silent'), keys: () => Promise.resolve(ring) },
    ...change,
  };
}

function draft(ask: AuditAsk, change: Partial<AuditDraft> = {}): AuditDraft {
  return { jti: randomUUID(), actor: 'officer', asks: { police: ask }, seen: {}, ...change };
}

async function put(
  ask: AuditAsk,
  change: Partial<AuditDraft> = {},
  service: Partial<AuditAnswering> = {},
): Promise<AuditReply | undefined> {
  const asked = draft(ask, change);
  const text = await sealAuditRequest(asked, audit.own, NOW);
  const { status, sealed } = await answerAudit(answering(service), text);
  if (status !== 'ANSWERED') return undefined;
  const reader = { own: audit.own, service: police.pinned, request: asked.jti, now: NOW };
  const opened = await openAuditReply(sealed ?? '', reader);
  return opened.ok ? opened.value : undefined;
}

const page = (filter: object, first = 50, more: object = {}): AuditAsk => ({
  ...{ ask: 'PAGE', filter, first },
  ...more,
});
const events = (what: string[]) => ({ events: what });
const LOOK_UPS = events(['INQUIRY_ANSWERED', 'INQUIRY_REFUSED']);
const indexesOf = (reply: AuditReply | undefined) =>
  reply?.entries?.map(({ body }) => readBody(body)?.index);
const last = async () => (await bodiesOf(connection.db)).at(-1);

test.each<[string, object, number[]]>([
  ['any', {}, [4, 3, 2, 1, 0]],
  ['an actor', { actors: ['li'] }, [4, 2]],
  ['one of several actors', { actors: ['li', 'wang', 'nobody'] }, [4, 2, 0]],
  ['a case', { caseNos: ['案'] }, [2]],
  ['a case and an actor', { caseNos: ['案'], actors: ['wang'] }, []],
  ['an inquiry', { inquiries: [INQUIRY] }, [1, 0]],
  ['an inquiry and an actor', { inquiries: [INQUIRY], actors: ['wang'] }, [0]],
  ['an outcome', { outcomes: ['EXPIRED'] }, [3]],
  ['a purpose', { purposes: ['ENFORCEMENT'] }, []],
  ['a court', { courts: ['high-court'] }, [4]],
  ['from an instant on', { from: '2026-03-02T08:03:00.000Z' }, [4, 3]],
  ['before an instant', { to: '2026-03-02T08:03:00.000Z' }, [2, 1, 0]],
])('a page of entries by %s is exact, newest first', async (_, filter, expected) => {
  expect(indexesOf(await put(page({ ...LOOK_UPS, ...filter })))).toEqual(expected);
});

test('page follows page without a gap or a double, whatever comes in between', async () => {
  const first = await put(page(LOOK_UPS, 2));
  expect([indexesOf(first), first?.hasMore]).toEqual([[4, 3], true]);
  const second = await put(page(LOOK_UPS, 2, { before: 3 }));
  expect([indexesOf(second), second?.hasMore]).toEqual([[2, 1], true]);
  const third = await put(page(LOOK_UPS, 2, { before: 1 }));
  expect([indexesOf(third), third?.hasMore]).toEqual([[0], false]);
});

test('whoever is sought is found by number and by phone, also under a pseudonym of before', async () => {
  const sought = (who: object) => sealSought(who, [police.pinned, mall.pinned], NOW);
  const found = async (who: object) => put(page(LOOK_UPS), { sought: await sought(who) });
  expect(indexesOf(await found({ id: { ...ID, number: '１１０１０５19491231002x' } }))).toEqual([
    0,
  ]);
  expect(indexesOf(await found({ phone: '138 1234 5678' }))).toEqual([1]);
  expect(indexesOf(await found({ id: ID, phone: PHONE }))).toEqual([1, 0]);
  expect(indexesOf(await found({ phone: '13900000000' }))).toEqual([]);
});

test('what is given is recorded before it is told, with who reads and how much', async () => {
  const jti = randomUUID();
  await put(page(LOOK_UPS, 2), { jti });
  expect(await last()).toMatchObject({
    ...{ event: 'AUDIT_ANSWERED', actor: 'officer', outcome: 'PAGE' },
    detail: { request: jti, entries: 2 },
  });
  const failing = { ...ledger, commit: () => Promise.reject(new Error('gone')) };
  await expect(put(page(LOOK_UPS), {}, { ledger: failing })).rejects.toThrow('gone');
});

test('the audit service follows the entries in order, which is not recorded', async () => {
  await sign();
  const before = (await bodiesOf(connection.db)).length;
  const follow = (from: number, first: number) =>
    put({ ask: 'FOLLOW', from, first }, { actor: 'audit' });
  const [some, rest] = [await follow(0, 3), await follow(3, 500)];
  expect([indexesOf(some), some?.hasMore, rest?.hasMore]).toEqual([[0, 1, 2], true, false]);
  expect(await put({ ask: 'CHECKPOINT' }, { actor: 'audit' })).toHaveProperty('checkpoint');
  expect(await bodiesOf(connection.db)).toHaveLength(before);
  const bodies = [some, rest].flatMap((reply) => reply?.entries ?? []);
  const opened = openCheckpoint(rest?.checkpoint ?? '', identity());
  if (!opened.ok) throw new Error(opened.problem);
  const { size, root } = opened.checkpoint;
  const leaves = bodies.slice(0, size).map(({ body }) => leafHash(Buffer.from(body)));
  expect(rootHash(leaves)).toEqual(root);
});

test('the newest checkpoint comes with the proof that it continues the one that was seen', async () => {
  await sign();
  const all = await put({ ask: 'FOLLOW', from: 0, first: 500 }, { seen: { police: 3 } });
  const opened = openCheckpoint(all?.checkpoint ?? '', identity());
  if (!opened.ok) throw new Error(opened.problem);
  const { size: size2, root: root2 } = opened.checkpoint;
  const leaves = all?.entries?.map(({ body }) => leafHash(Buffer.from(body))) ?? [];
  const proof = all?.consistency?.map((node) => new Uint8Array(Buffer.from(node, 'base64'))) ?? [];
  const claim = { size1: 3, size2, root1: rootHash(leaves.slice(0, 3)), root2, proof };
  expect(verifyConsistency(claim)).toBe(true);
  const cutBack = await put({ ask: 'CHECKPOINT' }, { seen: { police: 1_000_000 } });
  expect(cutBack).not.toHaveProperty('consistency');
});

test('one entry is proved; one that is not there has no proof', async () => {
  const { proof = '' } = (await put({ ask: 'PROOF', index: 2 })) ?? {};
  expect(verifyEntryProof(proof, identity())).toMatchObject({ ok: true, index: 2 });
  expect(await put({ ask: 'PROOF', index: 999 })).not.toHaveProperty('proof');
});

test('inquiries of a period are counted by event, each in the period in which it began', async () => {
  const ask = (from: string, to: string, more: object = {}) =>
    put({ ask: 'INQUIRIES', from: `2026-03-02T${from}Z`, to: `2026-03-02T${to}Z`, ...more });
  const all = await ask('08:00:00.000', '08:03:00.000');
  const counted = [
    { inquiry: INQUIRY, at: '2026-03-02T08:00:00.000Z', events: { INQUIRY_ANSWERED: 2 } },
    {
      ...{ inquiry: OTHER, at: '2026-03-02T08:02:00.000Z' },
      events: { INQUIRY_ANSWERED: 1, INQUIRY_REFUSED: 1 },
    },
  ].sort((one, other) => (one.inquiry < other.inquiry ? -1 : 1));
  expect(all?.inquiries).toEqual(counted);
  expect((await ask('08:03:00.000', '08:04:00.000'))?.inquiries).toEqual([]);
  const after = counted[0]?.inquiry;
  expect((await ask('08:00:00.000', '08:03:00.000', { after }))?.inquiries).toEqual(
    counted.slice(1),
  );
});

test('a service tells the reasons that it keeps apart', async () => {
  const reasonOf: AuditAnswering['reasonOf'] = (bodies) =>
    Promise.resolve(new Map(bodies.filter(({ index }) => index === 3).map((b) => [b.index, 'r'])));
  const reply = await put(page(LOOK_UPS, 2), {}, { reasonOf });
  expect(reply?.entries?.map(({ reason }) => reason)).toEqual([undefined, 'r']);
});

async function refused(text: string): Promise<boolean> {
  const said = await answerAudit(answering(), text);
  expect(said).toEqual({
    ...{ status: said.status, answeredAt: NOW },
    sealed: said.status === 'REFUSED' ? null : said.sealed,
  });
  return said.status === 'REFUSED';
}

test('what is not signed by the audit service, or asks others, is refused and no event of this ledger', async () => {
  const before = (await bodiesOf(connection.db)).length;
  for (const [ask, by] of [
    [draft({ ask: 'CHECKPOINT' }), mall],
    [draft({ ask: 'CHECKPOINT' }, { asks: { mall: { ask: 'CHECKPOINT' } } }), audit],
  ] as const)
    expect(await refused(await sealAuditRequest(ask, by.own, NOW))).toBe(true);
  expect(await bodiesOf(connection.db)).toHaveLength(before);
});

test('a request is answered once, and refused on record after that', async () => {
  const text = await sealAuditRequest(draft(page(LOOK_UPS)), audit.own, NOW);
  expect(await refused(text)).toBe(false);
  expect(await refused(text)).toBe(true);
  expect(await last()).toMatchObject({ event: 'AUDIT_REFUSED', outcome: 'REPLAYED' });
});

test('whoever is sought in a way that cannot be read is refused on record', async () => {
  const put = async (sought: string) =>
    refused(await sealAuditRequest(draft(page({}), { sought }), audit.own, NOW));
  expect(await put(await sealSought({ phone: PHONE }, [mall.pinned], NOW))).toBe(true);
  expect(await last()).toMatchObject({ event: 'AUDIT_REFUSED', outcome: 'NOT_ADDRESSED' });
  for (const wrong of [{}, { phone: '1' }, { id: { ...ID, number: '110105194912310021' } }]) {
    expect(await put(await sealSought(wrong, [police.pinned], NOW))).toBe(true);
    expect(await last()).toMatchObject({ outcome: 'MALFORMED', actor: 'officer' });
  }
});

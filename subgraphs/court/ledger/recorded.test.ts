import { createHash } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import { EVENTS } from '../../../schema/contract/events.ts';
import { policeReply, warrantIn } from '../../../tests/support/court-world/ask-court.ts';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import {
  ledgerOf,
  recordedBy,
  samplePerson,
} from '../../../tests/support/court-world/ledger-of.ts';
import { LI, WANG, ZHAO } from '../../../tests/support/court-world/people.ts';
import {
  askedBy,
  declare,
  held,
  HOME,
  MOBILE,
  runParty,
  settleBoth,
} from '../../../tests/support/court-world/run-party.ts';
import { caseNo, takeIn } from '../../../tests/support/court-world/take-in.ts';
import { approveBatch } from '../authority/approve-batch.ts';
import { assignClerk } from '../authority/assign-clerk.ts';
import { endCase } from '../case/end-case.ts';
import { approveConflict } from '../conflicts/approve-conflict.ts';
import { listConflicts } from '../conflicts/list-conflicts.ts';
import { expireContacts } from '../expire/expire-contacts.ts';
import { liftProtection } from '../protection/lift-protection.ts';
import { readVerifications } from '../repairs/read-verifications.ts';
import { runRepairs } from '../repairs/run-repairs.ts';
import { settleInquiry } from '../repairs/settle-inquiry.ts';
import { verifyParties } from '../repairs/verify-parties.ts';
import { revealContact } from '../reveal/reveal-contact.ts';
import { decideReview } from '../review/decide-review.ts';

const reason = 'so that 夏伟勇 can be served';
const ID = { type: 'RESIDENT_ID', number: '11010519491231002X' } as const;

let world: CourtWorld;
let lastCase = 0;

beforeAll(async () => {
  world = await courtWorld();
});

afterAll(async () => {
  await world.close();
});

function party(answer: Partial<PartyAnswer> = held(HOME)) {
  lastCase += 1;
  return runParty(world, lastCase, answer);
}

/** A clerk of a case of their own, with parties as told. */
async function newCase(parties = 1, typed: Parameters<typeof takeIn>[2] = {}) {
  lastCase += 1;
  const number = lastCase;
  const cases = Array.from({ length: parties }, () => number);
  const { repairs, listId } = await takeIn(world, cases, typed);
  const clerk = { ...WANG, subject: `clerk-${String(number)}` };
  await assignClerk(world.as(LI), { caseNo: caseNo(number) }, clerk.subject);
  const ask = { ...askedBy(clerk, ''), ids: repairs };
  return { clerk, repairs, listId, caseNo: caseNo(number), ask };
}

async function actIds(kind: string, target: string): Promise<unknown[]> {
  const rows = await world.owner.sql`
    select id from act where kind = ${kind} and target_id = ${target} order by at`;
  return rows.map((row): unknown => row['id']);
}

test('whoever is put to agencies has an entry an inquiry, and one when the repair ends', async () => {
  const { clerk, repairs, ask, ...about } = await newCase(2);
  const person = samplePerson(world);
  const asked: object[] = [];
  const settled: object[] = [];
  for (const repair of repairs) {
    const detail = {
      ...{ court: 'court', role: 'CLERK', hop: 1, kinds: ['PHONE', 'ADDRESS'], repair },
      ...{ agencies: ['police'], pseudonym: world.as().pseudonymOf(clerk.subject) },
      basis: createHash('sha256').update(ask.authority.legalBasis).digest('base64url'),
    };
    const entry = { v: 1, actor: clerk.subject, person, caseNo: about.caseNo };
    asked.push({ ...entry, event: 'INQUIRY_ASKED', purpose: 'ENFORCEMENT', detail });
    settled.push({ ...entry, event: 'INQUIRY_SETTLED', purpose: 'ENFORCEMENT', outcome: 'FOUND' });
  }
  const before = (await ledgerOf(world)).length;
  const { id, envelope } = await runRepairs(world.as(clerk), ask);
  const first = await ledgerOf(world, before);
  expect(first).toHaveLength(2);
  expect(first).toMatchObject(asked.map((entry) => ({ ...entry, inquiry: id })));
  await settleBoth(world, clerk, envelope, held(HOME));
  const last = await ledgerOf(world, before + 2);
  expect(last).toMatchObject(settled);
  expect(last.map(({ detail }) => detail)).toEqual(
    repairs.map((repair) => ({
      ...{ repair, flags: [], agencies: { police: 'MATCHED' }, contacts: 1 },
    })),
  );
});

test('a second hop is asked again in its own name, with the ID number that the first one found', async () => {
  const typed = { idType: '', idNumber: '', phone: '13812345678' };
  const { clerk, ask } = await newCase(1, typed);
  const before = (await ledgerOf(world)).length;
  const { envelope } = await runRepairs(world.as(clerk), ask);
  const warrant = await warrantIn(world, envelope);
  const elements = { name: 'MATCH', idNumber: 'NOT_ASKED', phone: 'MATCH' } as const;
  const answer = { ...held(HOME), elements, discovered: { id: ID } };
  const police = await policeReply(world, warrant, answer);
  const { followUp } = await settleInquiry(world.as(clerk), envelope, { police });
  const { jti } = await warrantIn(world, followUp ?? '');
  const byPhone = world.as().ledger.personOf({ phone: '+8613812345678' });
  expect(await ledgerOf(world, before)).toMatchObject([
    {
      inquiry: warrant.jti,
      detail: { hop: 1 },
      person: Buffer.from(byPhone ?? []).toString('base64url'),
    },
    { inquiry: jti, detail: { hop: 2 }, event: 'INQUIRY_ASKED', person: samplePerson(world) },
  ]);
});

test('a party who is put to nobody has an entry of the end alone', async () => {
  const { clerk, repairs, ask } = await newCase(1, { name: '' });
  const [entry, ...more] = await recordedBy(world, () => runRepairs(world.as(clerk), ask));
  expect(more).toEqual([]);
  expect(entry).toMatchObject({
    ...{ event: 'REPAIR_SCREENED', outcome: 'REJECTED', person: samplePerson(world) },
    detail: { repair: repairs[0], flags: ['INSUFFICIENT_IDENTIFIERS'] },
  });
});

test('a verification is asked and told; what nobody can read is rejected by name', async () => {
  const { clerk, repairs, ask } = await newCase();
  const told = await recordedBy(world, async () => {
    const { envelope } = await verifyParties(world.as(clerk), ask);
    const police = await policeReply(world, await warrantIn(world, envelope));
    await readVerifications(world.as(clerk), envelope, { police });
  });
  expect(told).toMatchObject([
    { event: 'INQUIRY_ASKED', detail: { kinds: [] } },
    {
      event: 'VERIFICATION_TOLD',
      detail: { repair: repairs[0], agencies: { police: 'UNAVAILABLE' } },
    },
  ]);
  const forged = await recordedBy(world, async () => {
    const { envelope } = await runRepairs(world.as(clerk), ask);
    await settleInquiry(world.as(clerk), envelope, { police: { status: 'ANSWERED', sealed: 'x' } });
  });
  expect(forged).toMatchObject([
    { event: 'INQUIRY_ASKED' },
    { event: 'REPLY_REJECTED', outcome: 'MALFORMED', detail: { agency: 'police' } },
    {
      event: 'INQUIRY_SETTLED',
      outcome: 'INCOMPLETE',
      detail: { agencies: { police: 'UNAVAILABLE' } },
    },
  ]);
});

test('whoever is refused has an entry that names the act, and the party', async () => {
  const { repairs, ask } = await newCase();
  const [refused] = await recordedBy(world, () => runRepairs(world.as(ZHAO), ask));
  const [repair = ''] = repairs;
  expect(refused).toMatchObject({
    ...{ event: 'ACCESS_DENIED', actor: ZHAO.subject, outcome: 'NOT_ASSIGNED' },
    ...{ person: samplePerson(world), purpose: 'ENFORCEMENT' },
    detail: { repair, act: (await actIds('DENIED', repair))[0] },
  });
  const { contacts, repairId } = await party();
  const [contact = ''] = contacts;
  const tried = await recordedBy(world, () =>
    revealContact(world.as(ZHAO), { id: contact, reason }).catch(() => undefined),
  );
  expect(tried).toMatchObject([
    {
      ...{ event: 'ACCESS_DENIED', outcome: 'NOT_ASSIGNED', person: samplePerson(world) },
      detail: { operation: 'revealContact', repair: repairId },
    },
  ]);
});

test('the end of an hour is recorded once, beside the parties who were refused by it', async () => {
  const { clerk, ask } = await newCase(22);
  const events = await recordedBy(world, () => runRepairs(world.as(clerk), ask));
  const counted = Map.groupBy(events, ({ event }) => event);
  expect(counted.get('HOURLY_LIMIT_REACHED')).toMatchObject([{ detail: { refused: 2 } }]);
  expect(counted.get('ACCESS_DENIED')).toHaveLength(2);
  expect(counted.get('INQUIRY_ASKED')).toHaveLength(20);
});

test('opening a value, deciding a review and opening a protected person name party and act', async () => {
  const { clerk, contacts, repairId } = await party();
  const [id = ''] = contacts;
  const key = await exportJWK((await generateKeyPair('ES256', { extractable: true })).publicKey);
  const opened = await recordedBy(world, () =>
    revealContact(world.as(clerk, { key }), { id, reason }),
  );
  expect(opened).toMatchObject([
    {
      ...{ event: 'CONTACT_REVEALED', actor: clerk.subject, person: samplePerson(world) },
      ...{ purpose: 'ENFORCEMENT', outcome: 'ADDRESS' },
      detail: {
        ...{ court: 'court', role: 'CLERK', contact: id, repair: repairId },
        act: (await actIds('REVEAL_CONTACT', id))[0],
      },
    },
  ]);
  const byJudge = await recordedBy(world, () =>
    revealContact(world.as(LI, { key }), { id, reason }),
  );
  expect(byJudge).toMatchObject([{ actor: LI.subject, detail: { role: 'JUDGE' } }]);
  const elements = { name: 'MISMATCH', idNumber: 'MATCH', phone: 'NOT_ASKED' } as const;
  const doubt = await party({ outcome: 'CONFLICT', elements });
  const decision = 'DISMISS' as const;
  const decided = await recordedBy(world, () =>
    decideReview(world.as(doubt.clerk), { id: doubt.repairId, decision, reason }),
  );
  expect(decided).toMatchObject([
    {
      ...{ event: 'REVIEW_DECIDED', outcome: 'DISMISS', person: samplePerson(world) },
      detail: { repair: doubt.repairId },
    },
  ]);
  const shut = await party({ outcome: 'BLOCKED', blockedBy: 'PROTECTED' });
  const lifted = await recordedBy(world, () =>
    liftProtection(world.as(LI), { id: shut.repairId, reason }),
  );
  expect(lifted).toMatchObject([
    { event: 'INQUIRY_ASKED', detail: { role: 'JUDGE' } },
    {
      ...{ event: 'PROTECTION_LIFTED', actor: LI.subject, purpose: 'ENFORCEMENT' },
      detail: { court: 'court', role: 'JUDGE', repair: shut.repairId },
    },
  ]);
});

test('a conflict that is found, and its approval, say who and about whom', async () => {
  const { clerk, repairs, ask } = await newCase();
  await declare(world, clerk, { ids: [ID] });
  const found = await recordedBy(world, () => runRepairs(world.as(clerk), ask));
  expect(found).toMatchObject([
    {
      ...{ event: 'CONFLICT_FOUND', outcome: 'SHARED_IDENTIFIER', actor: clerk.subject },
      ...{ person: samplePerson(world), detail: { repair: repairs[0] } },
    },
    { event: 'ACCESS_DENIED', outcome: 'CONFLICT_OF_INTEREST' },
  ]);
  const waiting = await listConflicts(world.as(LI));
  const { id = '' } = waiting.find(({ repairId }) => repairId === repairs[0]) ?? {};
  const approved = await recordedBy(world, () => approveConflict(world.as(LI), { id, reason }));
  expect(approved).toMatchObject([
    {
      ...{ event: 'CONFLICT_APPROVED', actor: LI.subject, person: samplePerson(world) },
      detail: { conflict: id, clerk: clerk.subject },
    },
  ]);
});

test('what judges and jobs do is recorded with counts', async () => {
  const { clerk, listId, caseNo: number } = await newCase(3);
  const { subject } = clerk;
  const done = await recordedBy(world, async () => {
    await assignClerk(world.as(LI), { list: listId }, subject);
    await approveBatch(world.as(LI), { list: listId, clerk: subject, reason });
    await endCase(world.as(LI), { caseNo: number, reason, end: 'WITHDRAWN' });
  });
  expect(done).toMatchObject([
    { event: 'CLERK_ASSIGNED', actor: LI.subject, detail: { clerk: subject } },
    { event: 'BATCH_APPROVED', detail: { clerk: subject, parties: 3 } },
    { event: 'CASE_ENDED', caseNo: number, outcome: 'WITHDRAWN' },
  ]);
  const { repairId } = await party(held(HOME, MOBILE));
  await world.owner.sql`update contact set expires_at = now() where repair_id = ${repairId}`;
  const expired = await recordedBy(world, () => expireContacts(world.as().db, new Date()));
  expect(expired).toMatchObject([
    { event: 'CONTACTS_EXPIRED', actor: 'court', detail: { contacts: 2 } },
  ]);
});

test('no entry holds a name, a number, an address or a reason, and each says what its event may', async () => {
  const entries = await ledgerOf(world);
  const text = JSON.stringify(entries);
  for (const secret of ['夏伟勇', ID.number, '13812345678', '稠城', '协查函', 'served'])
    expect(text).not.toContain(secret);
  for (const { event, detail = {} } of entries) {
    const kind = Object.entries(EVENTS).find(([code]) => code === event)?.[1];
    expect(kind?.writers).toContain('COURT');
    expect(Object.keys(kind?.detail ?? {})).toEqual(expect.arrayContaining(Object.keys(detail)));
  }
});

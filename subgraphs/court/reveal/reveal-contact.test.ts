import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import { openSealed } from '../../kit/sealing/seal-value.ts';
import { approveConflict } from '../conflicts/approve-conflict.ts';
import { listConflicts } from '../conflicts/list-conflicts.ts';
import { liftProtection } from '../protection/lift-protection.ts';
import { runRepairs } from '../repairs/run-repairs.ts';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import { LI, WANG } from '../../../tests/support/court-world/people.ts';
import type { Account } from '../../../tests/support/court-world/people.ts';
import {
  actsOf,
  askedBy,
  declare,
  held,
  HOME,
  MOBILE,
  runParty,
  settleBoth,
} from '../../../tests/support/court-world/run-party.ts';
import { revealContact } from './reveal-contact.ts';

const REASON = 'to be served by post today';

let world: CourtWorld;
let key: JWK;
let privateKey: CryptoKey;
let lastCase = 0;

beforeAll(async () => {
  world = await courtWorld();
  // as a client does: one pair signs its proofs, and opens what is sealed to it
  const pair = await generateKeyPair('ES256', { extractable: true });
  key = await exportJWK(pair.publicKey);
  const own = await importJWK(await exportJWK(pair.privateKey), 'ECDH-ES+A256KW');
  if (own instanceof Uint8Array) throw new Error('not a key pair');
  privateKey = own;
});

afterAll(async () => {
  await world.close();
});

function party(answer: Partial<PartyAnswer> = held(HOME)) {
  lastCase += 1;
  return runParty(world, lastCase, answer);
}

function reveal(by: Account | undefined, id: string, bound: JWK | undefined = key) {
  return revealContact(world.as(by, { key: bound }), { id, reason: REASON });
}

/** The code, and that nothing was opened but that it was tried is on record. */
async function expectRefused(by: Account, id: string, code: string, bound?: JWK): Promise<void> {
  const before = await openings(id);
  await expect(reveal(by, id, bound)).rejects.toMatchObject({ extensions: { code } });
  expect(await openings(id)).toEqual(before);
  expect((await actsOf(world, 'DENIED', id)).at(-1)).toMatchObject({
    ...{ subject: by.subject, reason: REASON },
    detail: { code, operation: 'revealContact' },
  });
}

async function openings(id: string) {
  const rows = await world.owner.sql`
    select revealed_by, reason, sealed_to from contact_reveal where contact_id = ${id}`;
  return rows.map((row) => ({ ...row }));
}

async function conflictOf(repairId: string) {
  const found = (await listConflicts(world.as(LI))).find((one) => one.repairId === repairId);
  if (found === undefined) throw new Error('no conflict waits');
  return found;
}

test('the clerk of the case gets the value, sealed to the key of their token, and on record', async () => {
  const { clerk, contacts } = await party();
  const [id = ''] = contacts;
  const sealed = await reveal(clerk, id);
  expect(await openSealed(sealed, privateKey, 'relink-contact+jwe')).toEqual({
    ok: true,
    value: { id, value: HOME.value },
  });
  expect(await openings(id)).toEqual([
    {
      ...{ revealed_by: clerk.subject, reason: REASON },
      sealed_to: await calculateJwkThumbprint(key),
    },
  ]);
  expect(await actsOf(world, 'REVEAL_CONTACT', id)).toEqual([
    { subject: clerk.subject, role: 'CLERK', reason: REASON, detail: {} },
  ]);
});

test('a judge needs no assignment, another clerk does', async () => {
  const { contacts } = await party();
  const [id = ''] = contacts;
  const sealed = await reveal(LI, id);
  expect(await openSealed(sealed, privateKey, 'relink-contact+jwe')).toMatchObject({ ok: true });
  await expectRefused({ ...WANG, subject: 'clerk-of-another-case' }, id, 'NOT_ASSIGNED');
});

test('a key that nothing can be sealed to is refused', async () => {
  const { clerk, contacts } = await party();
  const [id = ''] = contacts;
  const foreign = await generateKeyPair('Ed25519', { extractable: true });
  await expectRefused(clerk, id, 'KEY_CANNOT_OPEN', await exportJWK(foreign.publicKey));
  await expectRefused(clerk, id, 'KEY_CANNOT_OPEN', { ...key, y: key.x ?? '' });
  await expect(revealContact(world.as(clerk), { id, reason: REASON })).rejects.toMatchObject({
    extensions: { code: 'KEY_CANNOT_OPEN' },
  });
  await expect(reveal(undefined, id)).rejects.toMatchObject({
    extensions: { code: 'UNAUTHENTICATED' },
  });
});

test('what is over, unknown, or run anew is not there', async () => {
  const { clerk, repairId, contacts } = await party();
  const [id = ''] = contacts;
  await expectRefused(clerk, '00000000-0000-4000-8000-000000000000', 'CONTACT_NOT_FOUND');
  await world.owner.sql`update contact set expires_at = now() - interval '1 s' where id = ${id}`;
  await expectRefused(clerk, id, 'CONTACT_NOT_FOUND');
  await world.owner.sql`update contact set expires_at = now() + interval '1 day' where id = ${id}`;
  await world.owner.sql`update repair set status = 'OPEN' where id = ${repairId}`;
  await expectRefused(clerk, id, 'CONTACT_NOT_FOUND');
  await world.owner.sql`update repair set status = 'FOUND' where id = ${repairId}`;
  await runRepairs(world.as(clerk), askedBy(clerk, repairId));
  await expectRefused(clerk, id, 'CONTACT_NOT_FOUND');
});

test('of a case that ended nothing is opened, before its contacts are deleted', async () => {
  const { clerk, caseNo: number, contacts } = await party();
  const [id = ''] = contacts;
  await world.owner.sql`update court_case set status = 'CLOSED' where case_no = ${number}`;
  await expectRefused(clerk, id, 'CASE_NOT_LIVE');
  await expectRefused(LI, id, 'CASE_NOT_LIVE');
});

test('what was found of a protected person is opened by a judge alone', async () => {
  const { clerk, repairId } = await party({ outcome: 'BLOCKED', blockedBy: 'PROTECTED' });
  const { envelope } = await liftProtection(world.as(LI), { id: repairId, reason: REASON });
  await settleBoth(world, LI, envelope, held(HOME));
  const [row] = await world.owner.sql`select id from contact where repair_id = ${repairId}`;
  const id = String(row?.['id']);
  await expectRefused(clerk, id, 'FORBIDDEN');
  const sealed = await reveal(LI, id);
  expect(await openSealed(sealed, privateKey, 'relink-contact+jwe')).toMatchObject({ ok: true });
});

test.each([
  ['phone', 'SHARED_IDENTIFIER', MOBILE, { phones: [MOBILE.value] }],
  ['home', 'SHARED_HOUSEHOLD', HOME, { addresses: [`${HOME.value} `] }],
] as const)('a contact that is the clerk’s own %s stops them until approved', async (...row) => {
  const [, ground, lead, own] = row;
  const { clerk, repairId, contacts } = await party(held(lead));
  const [id = ''] = contacts;
  await declare(world, clerk, {
    ...('phones' in own && { phones: [...own.phones] }),
    ...('addresses' in own && { addresses: [...own.addresses] }),
  });
  await expectRefused(clerk, id, 'CONFLICT_OF_INTEREST');
  const conflict = await conflictOf(repairId);
  expect(conflict).toMatchObject({ clerk: clerk.subject, ground });
  await approveConflict(world.as(LI), { id: conflict.id, reason: REASON });
  const sealed = await reveal(clerk, id);
  expect(await openSealed(sealed, privateKey, 'relink-contact+jwe')).toMatchObject({ ok: true });
});

test('a conflict with the party that came to light later stops the clerk too', async () => {
  const { clerk, repairId, contacts } = await party();
  const [id = ''] = contacts;
  await declare(world, clerk, { kin: [{ type: 'RESIDENT_ID', number: '11010519491231002X' }] });
  await expectRefused(clerk, id, 'CONFLICT_OF_INTEREST');
  expect(await conflictOf(repairId)).toMatchObject({ ground: 'DECLARED_KIN' });
});

import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { connect } from '../../kit/database/connect.ts';
import { KEPT_FOR_DAYS } from '../repairs/kept-for-days.ts';
import { runRepairs } from '../repairs/run-repairs.ts';
import { consumeProof } from '../../kit/proofs/consume-proof.ts';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import {
  actsOf,
  askedBy,
  held,
  HOME,
  MOBILE,
  runParty,
} from '../../../tests/support/court-world/run-party.ts';
import { expireContacts } from './expire-contacts.ts';
import { expireHourly } from './expire-hourly.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOTHING = { contacts: 0, representatives: 0, leftOut: 0, entries: 0, proofs: 0 };

let world: CourtWorld;
let lastCase = 0;

beforeAll(async () => {
  world = await courtWorld();
});

afterAll(async () => {
  await world.close();
});

beforeEach(async () => {
  await world.owner.sql`delete from contact`;
  await world.owner.sql`delete from inquiry_party`;
  await world.owner.sql`delete from seen_proof`;
  await world.owner.sql`update repair set legal_representative = null`;
});

function foundParty(...contacts: Parameters<typeof held>) {
  lastCase += 1;
  return runParty(world, lastCase, held(...contacts));
}

/** As the role that serves, at so many milliseconds from now. */
function expire(ahead: number, batch?: number) {
  const { db } = world.as();
  return expireContacts(db, new Date(Date.now() + ahead), batch);
}

async function letExpire(repairId: string): Promise<void> {
  await world.owner.sql`
    update contact set expires_at = now() - interval '1 s' where repair_id = ${repairId}`;
}

async function contactsOf(repairId: string): Promise<number> {
  const rows = await world.owner.sql`select id from contact where repair_id = ${repairId}`;
  return rows.length;
}

test('a contact is deleted when its day has come, and not before', async () => {
  const { repairId } = await foundParty(HOME, MOBILE);
  const [row] = await world.owner.sql`
    select expires_at from contact where repair_id = ${repairId} limit 1`;
  const day = new Date(String(row?.['expires_at']));
  expect(day.getTime()).toBeGreaterThan(Date.now() + (KEPT_FOR_DAYS - 1) * DAY);
  const { db } = world.as();
  expect((await expireContacts(db, new Date(day.getTime() - 1))).contacts).toBe(0);
  expect(await contactsOf(repairId)).toBe(2);
  const before = (await actsOf(world, 'EXPIRE_CONTACTS')).length;
  expect((await expireContacts(db, day)).contacts).toBe(2);
  expect(await contactsOf(repairId)).toBe(0);
  const said = (await actsOf(world, 'EXPIRE_CONTACTS')).slice(before);
  expect(said).toMatchObject([{ subject: null, role: null, detail: { contacts: 2 } }]);
});

test('of a case that ended everything that names people goes, of a live one nothing', async () => {
  const [ended, live] = [await foundParty(HOME), await foundParty(HOME)];
  for (const { clerk, repairId } of [ended, live]) {
    await runRepairs(world.as(clerk), askedBy(clerk, repairId));
    await world.owner.sql`
      insert into contact select gen_random_uuid(), ${repairId}, 1, 'PHONE', 1, 'r', 'b', 's', '[]',
        current_date, '{}', 'm', '\\x00', '\\x00', now() + interval '9 days'`;
    await world.owner.sql`
      update repair set legal_representative = '\\x00', settled_at = now() where id = ${repairId}`;
  }
  expect(await expire(0)).toEqual(NOTHING);
  await world.owner.sql`
    update court_case set status = 'WITHDRAWN' where case_no = ${ended.caseNo}`;
  expect(await expire(0)).toEqual({ ...NOTHING, contacts: 1, representatives: 1, entries: 1 });
  expect(await contactsOf(live.repairId)).toBe(1);
  expect(await expire(0)).toEqual(NOTHING);
});

test('what an inquiry that nobody read remembered goes with its time, as do used proofs', async () => {
  const { clerk, repairId } = await foundParty();
  await runRepairs(world.as(clerk), askedBy(clerk, repairId));
  await consumeProof(world.as(clerk));
  expect(await expire(0)).toEqual(NOTHING);
  expect(await expire(DAY)).toMatchObject({ contacts: 0, entries: 1, proofs: 1 });
  expect(await expire(DAY)).toEqual(NOTHING);
});

test('a representative is named no longer than a contact is kept', async () => {
  const { repairId } = await foundParty();
  await world.owner.sql`
    update repair set legal_representative = '\\x00', settled_at = now() where id = ${repairId}`;
  expect((await expire((KEPT_FOR_DAYS - 1) * DAY)).representatives).toBe(0);
  expect((await expire(KEPT_FOR_DAYS * DAY + 60_000)).representatives).toBe(1);
});

test('however many there are, batches delete them all and the record adds up', async () => {
  const { repairId } = await foundParty();
  await world.owner.sql`
    insert into contact select gen_random_uuid(), ${repairId}, n, 'PHONE', 1, 'r', 'b', 's', '[]',
      current_date, '{}', 'm', '\\x00', '\\x00', now() from generate_series(1, 25) n`;
  const before = (await actsOf(world, 'EXPIRE_CONTACTS')).length;
  expect((await expire(DAY, 10)).contacts).toBe(25);
  const said = (await actsOf(world, 'EXPIRE_CONTACTS')).slice(before);
  expect(said).toMatchObject([10, 10, 5].map((contacts) => ({ detail: { contacts } })));
});

test('while another process deletes this one leaves off', async () => {
  const { repairId } = await foundParty(HOME);
  const { db } = world.as();
  await db.transaction(async (tx) => {
    // the other one is in the middle of a batch
    await expireContacts(tx, new Date());
    expect((await expire((KEPT_FOR_DAYS + 1) * DAY)).contacts).toBe(0);
    expect(await contactsOf(repairId)).toBe(1);
  });
  expect((await expire((KEPT_FOR_DAYS + 1) * DAY)).contacts).toBe(1);
});

test('a serving process deletes as it starts, and logs counts alone', async () => {
  const { repairId } = await foundParty(HOME);
  await letExpire(repairId);
  const before = world.log().length;
  const expiring = expireHourly(world.as());
  await expiring.first;
  await expiring.stop();
  expect(await contactsOf(repairId)).toBe(0);
  const said: unknown = JSON.parse(world.log().slice(before));
  expect(said).toMatchObject({ level: 30, deleted: { ...NOTHING, contacts: 1 } });
});

test('it goes on to delete for as long as it serves', async () => {
  const expiring = expireHourly(world.as(), 20);
  await expiring.first;
  const { repairId } = await foundParty(HOME);
  await letExpire(repairId);
  await vi.waitFor(async () => {
    expect(await contactsOf(repairId)).toBe(0);
  }, 20_000);
  await expiring.stop();
});

test('a run that fails is logged and ends nothing', async () => {
  // nobody listens there
  const away = connect('postgres://court:secret@127.0.0.1:1/court', { max: 1 });
  const before = world.log().length;
  const expiring = expireHourly({ ...world.as(), db: away.db });
  await expiring.first;
  await expiring.stop();
  await away.close();
  const said = world.log().slice(before);
  expect(JSON.parse(said)).toMatchObject({ level: 50, err: { code: 'ECONNREFUSED' } });
  expect(said).not.toContain('secret');
});

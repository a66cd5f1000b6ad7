import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { connect } from '../../kit/database/connect.ts';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import { ledgerOf } from '../../../tests/support/court-world/ledger-of.ts';
import { LI } from '../../../tests/support/court-world/people.ts';
import { askedBy, held, HOME, runParty } from '../../../tests/support/court-world/run-party.ts';
import { policeReply, warrantIn } from '../../../tests/support/court-world/ask-court.ts';
import { takeIn } from '../../../tests/support/court-world/take-in.ts';
import { assignClerk } from '../authority/assign-clerk.ts';
import { runRepairs } from '../repairs/run-repairs.ts';
import { settleInquiry } from '../repairs/settle-inquiry.ts';
import { revealContact } from '../reveal/reveal-contact.ts';

let world: CourtWorld;

beforeEach(async () => {
  world = await courtWorld();
});

afterEach(async () => {
  await world.close();
});

/** As whoever runs PostgreSQL, in the database of the world. */
async function asSuperuser(statement: string): Promise<void> {
  const [row] = await world.owner.sql`select current_database() as name`;
  const url = new URL(inject('postgres').adminUrl);
  url.pathname = `/${String(row?.['name'])}`;
  const admin = connect(url.href, { applicationName: 'relink-tests', max: 1 });
  try {
    await admin.sql.unsafe(statement);
  } finally {
    await admin.close();
  }
}

const UNAVAILABLE = { extensions: { code: 'LEDGER_UNAVAILABLE' } };

test.each([
  ['may not be written', 'revoke insert on ledger_entry from relink_test_app'],
  ['cannot begin a month', 'drop function ledger_open_month'],
  ['is gone', 'drop table ledger_node'],
])('when the ledger %s nobody is asked and nothing is told', async (_, statement) => {
  const ran = await runParty(world, 1, held(HOME));
  const again = askedBy(ran.clerk, ran.repairId);
  const waiting = await runRepairs(world.as(ran.clerk), again);
  const police = await policeReply(world, await warrantIn(world, waiting.envelope), held(HOME));
  const acts = await world.owner.sql`select id from act`;
  await asSuperuser(statement);
  await expect(runRepairs(world.as(ran.clerk), again)).rejects.toMatchObject(UNAVAILABLE);
  const settling = settleInquiry(world.as(ran.clerk), waiting.envelope, { police });
  await expect(settling).rejects.toMatchObject(UNAVAILABLE);
  const [repair] = await world.owner.sql`
    select status, inquiry_id, (select count(*)::int from contact) as contacts from repair`;
  expect(repair).toEqual({ status: 'OPEN', inquiry_id: waiting.id, contacts: 0 });
  // not even who was refused is written down without the ledger
  const denied = revealContact(world.as(LI), { id: ran.repairId, reason: 'to be served' });
  await expect(denied).rejects.toMatchObject(UNAVAILABLE);
  expect(await world.owner.sql`select id from act`).toHaveLength(acts.length);
  expect(world.log()).toContain('"alert":"LEDGER"');
  expect(world.log()).not.toContain('夏伟勇');
});

test('what fails leaves no entry, and what is done leaves one', async () => {
  const { repairs, listId } = await takeIn(world, [7]);
  const unknown = assignClerk(world.as(LI), { list: repairs[0] ?? '' }, 'wang.shuji');
  await expect(unknown).rejects.toMatchObject({ extensions: { code: 'LIST_NOT_FOUND' } });
  expect(await ledgerOf(world)).toEqual([]);
  await assignClerk(world.as(LI), { list: listId }, 'wang.shuji');
  expect(await ledgerOf(world)).toMatchObject([{ event: 'CLERK_ASSIGNED', index: 0 }]);
});

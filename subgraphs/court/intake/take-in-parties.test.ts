import { afterAll, beforeAll, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import { LI } from '../../../tests/support/court-world/people.ts';
import { takeIn } from '../../../tests/support/court-world/take-in.ts';
import { loadRepairs } from '../repairs/load-repairs.ts';
import { repair } from '../tables.ts';

let world: CourtWorld;

beforeAll(async () => {
  world = await courtWorld();
});

afterAll(async () => {
  await world.close();
});

test('of whoever stood in the place of a party nothing is told once another is written there', async () => {
  const [id = ''] = (await takeIn(world, [1])).repairs;
  await world.owner.sql`insert into agency_answer (repair_id, agency, status, outcome, blocked_by)
    values (${id}, 'police', 'ANSWERED', 'BLOCKED', 'PROTECTED')`;
  await world.owner.sql`update repair set status = 'BLOCKED', flags = '{PROTECTED}',
    as_of = '2026-11-20', settled_at = now() where id = ${id}`;
  await takeIn(world, [1], { idNumber: '440524188001010014' });
  const judge = world.as(LI);
  const [after] = await loadRepairs(judge, judge.db, eq(repair.id, id));
  expect(after).toMatchObject({ status: 'OPEN', flags: [], asOf: null, settledAt: null });
  expect(after?.agencies).toEqual([]);
});

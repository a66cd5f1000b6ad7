import { afterAll, beforeAll, expect, test } from 'vitest';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import { ledgerOf } from '../../../tests/support/court-world/ledger-of.ts';
import { LI } from '../../../tests/support/court-world/people.ts';
import { held, HOME, runParty } from '../../../tests/support/court-world/run-party.ts';
import { caseNo } from '../../../tests/support/court-world/take-in.ts';
import { endCase } from '../case/end-case.ts';
import { reasonsOf } from './reasons-of.ts';

let world: CourtWorld;

beforeAll(async () => {
  world = await courtWorld();
});

afterAll(async () => {
  await world.close();
});

test('an entry’s reason is found by the act that it names; one without a reason has none', async () => {
  await runParty(world, 1, held(HOME));
  await runParty(world, 2, held(HOME));
  const end = 'WITHDRAWN' as const;
  await endCase(world.as(LI), { caseNo: caseNo(1), reason: '原告撤诉', end });
  await endCase(world.as(LI), { caseNo: caseNo(2), reason: '调解结案', end });
  const bodies = await ledgerOf(world);
  const ended = bodies.filter(({ event }) => event === 'CASE_ENDED').map(({ index }) => index);
  expect(bodies.length).toBeGreaterThan(ended.length);
  const reasons = await reasonsOf(world.as().db, bodies);
  expect([...reasons]).toEqual([
    [ended[0], '原告撤诉'],
    [ended[1], '调解结案'],
  ]);
});

test('entries that name no act need no statement', async () => {
  const select = () => {
    throw new Error('asked for nothing');
  };
  const bodies = (await ledgerOf(world)).filter(({ event }) => event === 'INQUIRY_ASKED');
  expect(bodies.length).toBeGreaterThan(0);
  expect((await reasonsOf({ select }, bodies)).size).toBe(0);
});

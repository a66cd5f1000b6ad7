import { afterAll, beforeAll, expect, test } from 'vitest';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { Account } from '../../../tests/support/court-world/people.ts';
import { askedBy, held, MOBILE, runParty } from '../../../tests/support/court-world/run-party.ts';
import { runRepairs } from '../repairs/run-repairs.ts';
import { verifyParties } from '../repairs/verify-parties.ts';

let world: CourtWorld;

beforeAll(async () => {
  world = await courtWorld();
});

afterAll(async () => {
  await world.close();
});

async function askedWithoutPolice(clerk: Account, repairId: string): Promise<unknown> {
  const court = { ...world.as(clerk), agencies: ['mall', 'police'] };
  const asked = { ...askedBy(clerk, repairId), agencies: ['mall'] };
  // a verification gives no contact, whoever is asked
  const verified = await verifyParties(court, asked);
  expect(await audienceOf(verified.id)).toEqual(['mall']);
  return audienceOf((await runRepairs(court, asked)).id);
}

async function audienceOf(inquiry: string): Promise<unknown> {
  const [row] = await world.owner.sql`select asked from inquiry where id = ${inquiry}`;
  return row?.['asked'];
}

test('who has told of nobody dead or protected can be left out, a minor apart', async () => {
  const found = await runParty(world, 1, held(MOBILE));
  expect(await askedWithoutPolice(found.clerk, found.repairId)).toEqual(['mall']);
  const minor = await runParty(world, 2, { outcome: 'BLOCKED', blockedBy: 'MINOR' });
  expect(await askedWithoutPolice(minor.clerk, minor.repairId)).toEqual(['mall']);
});

test('who has told of somebody protected is asked about everybody, whoever leaves it out', async () => {
  const { clerk, repairId } = await runParty(world, 3, {
    ...{ outcome: 'BLOCKED', blockedBy: 'PROTECTED' },
  });
  expect(await askedWithoutPolice(clerk, repairId)).toEqual(['mall', 'police']);
  // nobody has read what came of it: the repair has forgotten the block, the court has not
  expect(await askedWithoutPolice(clerk, repairId)).toEqual(['mall', 'police']);
  const other = await runParty(world, 4, held(MOBILE));
  expect(await askedWithoutPolice(other.clerk, other.repairId)).toEqual(['mall', 'police']);
});

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readParties } from '../intake/read-parties.ts';
import { takeInParties } from '../intake/take-in-parties.ts';
import { courtTransaction } from '../ledger/court-transaction.ts';
import { repair } from '../tables.ts';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import { WANG, ZHAO } from '../../../tests/support/court-world/people.ts';
import { findConflicts } from './find-conflicts.ts';
import { readClerks } from './read-clerks.ts';
import { takeInClerks } from './take-in-clerks.ts';

const SAMPLE = join(import.meta.dirname, '../../../tests/fixtures/sample');

let world: CourtWorld;

beforeAll(async () => {
  world = await courtWorld();
});

afterAll(async () => {
  await world.close();
});

async function rowsOf<Row extends object>(read: AsyncIterable<Row>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of read) rows.push(row);
  return rows;
}

test('the sample’s clerks have something to declare and nothing in common with its list', async () => {
  const db = drizzle(world.owner.sql);
  const { vault } = world.as();
  const clerks = await rowsOf(readClerks(join(SAMPLE, 'clerks.csv'), () => undefined));
  expect(clerks.flatMap(({ bad }) => bad)).toEqual([]);
  const profiles = clerks.flatMap(({ row = [] }) => row);
  expect(profiles.map(({ subject }) => subject)).toEqual([WANG.subject, ZHAO.subject]);
  for (const { ids, phones, addresses, kin } of profiles) {
    for (const declared of [ids, phones, addresses, kin]) expect(declared).not.toEqual([]);
  }
  await takeInClerks(db, vault, profiles);
  const list = await rowsOf(readParties(join(SAMPLE, 'parties.csv'), () => undefined));
  const parties = list.flatMap((row) => ('reason' in row ? [] : row));
  const chunks = async function* () {
    yield await Promise.resolve(parties);
  };
  await takeInParties(db, vault, createHash('sha256').update('sample').digest(), chunks());
  const ids = (await db.select({ id: repair.id }).from(repair)).map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(200);
  for (const clerk of [WANG, ZHAO]) {
    const found = await courtTransaction(world.as(clerk), (court, tx) =>
      findConflicts(court, tx, ids),
    );
    expect([...found]).toEqual([]);
  }
});

import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { followedWorld } from '../../../tests/support/followed-world.ts';
import type { FollowedWorld } from '../../../tests/support/followed-world.ts';
import { followedEntry } from '../tables.ts';
import { forgetMonth } from './forget-month.ts';

let world: FollowedWorld;

beforeAll(async () => {
  world = await followedWorld('2026-06-01T00:00:00Z');
  const days = [
    '2026-02-28T23:59:59.999Z',
    '2026-03-01T00:00:00.000Z',
    '2026-03-31T23:59:59.999Z',
    '2026-04-01T00:00:00.000Z',
  ];
  for (const at of days) await world.follow({ event: 'INQUIRY_ASKED', source: 'court', at });
});
afterAll(() => world.close());

const kept = async () => {
  const rows = await world.owner.db.select().from(followedEntry).orderBy(asc(followedEntry.at));
  return rows.map(({ at }) => at.toISOString());
};

test('a month is not forgotten before its time', async () => {
  const early = new Date('2029-03-31T23:59:59Z');
  await expect(forgetMonth(world.owner.db, '2026-03', early)).rejects.toThrow(RangeError);
  expect(await kept()).toHaveLength(4);
});

test('three years after its end the copies of that month go, by universal time, and no others', async () => {
  const due = new Date('2029-04-01T00:00:00Z');
  await world.owner.sql`set time zone 'Asia/Shanghai'`;
  expect(await forgetMonth(world.owner.db, '2026-03', due)).toBe(2);
  expect(await kept()).toEqual(['2026-02-28T23:59:59.999Z', '2026-04-01T00:00:00.000Z']);
  expect(await forgetMonth(world.owner.db, '2026-03', due)).toBe(0);
});

test('the role that serves may not delete a copy', async () => {
  const due = new Date('2029-05-01T00:00:00Z');
  await expect(forgetMonth(world.db, '2026-04', due)).rejects.toMatchObject({
    cause: { code: '42501' },
  });
});

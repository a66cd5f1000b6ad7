import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asked, followedWorld } from '../../../../tests/support/followed-world.ts';
import type { FollowedWorld } from '../../../../tests/support/followed-world.ts';
import { alert, alertStep } from '../../tables.ts';
import { manyParties } from './many-parties.ts';

/** A Tuesday, 15:00 in China. */
const NOW = '2026-03-03T07:00:00.000Z';
const FROM = new Date('2026-03-03T00:00:00.000Z');
const MINUTE = 60_000;
const WINDOW = 30;
const ALLOWED = 3;

let world: FollowedWorld;

beforeEach(async () => {
  world = await followedWorld(NOW);
});

afterEach(async () => {
  await world.close();
});

test('forty thousand parties of one clerk, followed at once, are told like twenty-one', async () => {
  await world.owner.sql`
    insert into followed_entry (source, index, at, event, actor, case_no, person, detail)
    select 'court', nth, ${NOW}::timestamptz - make_interval(secs => nth * 2), 'INQUIRY_ASKED',
      'wang.shuji', 'a', md5(nth::text), '{}'
    from generate_series(0, 39999) as nth`;
  const from = new Date('2026-03-02T00:00:00.000Z');
  const found = await manyParties(
    world.db,
    { parties: 20, minutes: 60 },
    { from, now: world.now() },
  );
  // one a window of the clock, from eight in the morning of the day before
  expect(found.map(({ actor }) => actor)).toEqual(Array.from({ length: 24 }, () => 'wang.shuji'));
});

/** Somebody's look-ups: minutes after `FROM`, and who was looked up. */
type Doing = { asks: { minute: number; party: number }[]; known: number };

const doings = fc.record<Doing>({
  asks: fc.array(fc.record({ minute: fc.nat(100), party: fc.nat(7) }), {
    minLength: 1,
    maxLength: 25,
  }),
  // as many of them as were followed when somebody decided
  known: fc.nat(25),
});

test('it finds what counting every minute anew would find, also after a decision', async () => {
  const clerks = fc.sample(doings, { numRuns: 60, seed: 20260303 });
  const expected: string[] = [];
  for (const [nth, { asks, known }] of clerks.entries()) {
    const actor = `clerk-${String(nth)}`;
    // a ledger each, so that what was known of one is a place in it
    const entries = asks.map(({ minute, party }) =>
      asked(timeOf(minute), { source: actor, actor, person: `${actor} ${String(party)}` }),
    );
    await world.follow(...entries);
    const isDecided = nth % 3 > 0;
    for (const window of [0, 1, 2, 3]) {
      const key = keyOf(actor, window);
      if (isDecided) await decide(key, { [actor]: known });
      const minute = firstPassed(asks, window, isDecided ? known : 0);
      if (minute !== undefined) expected.push(`${key} ${timeOf(minute).toISOString()}`);
    }
  }
  const found = await manyParties(world.db, { parties: ALLOWED, minutes: WINDOW }, period());
  expect(found.map(({ key, at }) => `${key} ${at.toISOString()}`).toSorted()).toEqual(
    expected.toSorted(),
  );
  expect(expected.length).toBeGreaterThan(15);
});

function period() {
  return { from: FROM, now: world.now() };
}

function timeOf(minute: number): Date {
  return new Date(FROM.getTime() + minute * MINUTE);
}

function keyOf(actor: string, window: number): string {
  return `${actor}:${actor}:${String(FROM.getTime() / MINUTE / WINDOW + window)}`;
}

/** The first minute of a window of the clock in which there are too many, one of them not known. */
function firstPassed(asks: Doing['asks'], window: number, known: number): number | undefined {
  const minutes = asks
    .map(({ minute }) => minute)
    .filter((one) => Math.floor(one / WINDOW) === window);
  return minutes
    .toSorted((a, b) => a - b)
    .find((minute) => {
      const within = asks
        .map((one, index) => ({ ...one, index }))
        .filter((one) => one.minute <= minute && one.minute > minute - WINDOW);
      const parties = new Set(within.map(({ party }) => party));
      const old = new Set(within.filter(({ index }) => index < known).map(({ party }) => party));
      return parties.size > ALLOWED && parties.size > old.size;
    });
}

async function decide(key: string, followed: Record<string, number>): Promise<void> {
  const id = randomUUID();
  const at = FROM;
  await world.owner.db
    .insert(alert)
    .values({ id, rule: 'MANY_PARTIES', key, raisedAt: at, at, detail: {} });
  await world.owner.db
    .insert(alertStep)
    .values({ alertId: id, number: 1, at, actor: 'sun.jiancha', state: 'EXPLAINED', followed });
}

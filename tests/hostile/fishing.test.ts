import { afterAll, beforeEach, expect, inject, test } from 'vitest';
import { PARTIES_AN_HOUR } from '../../subgraphs/court/authority/hourly-limit.ts';
import {
  RUN,
  VERIFY,
  approve,
  cast,
  limitActs,
  nextHour,
  stock,
  together,
} from '../support/fishing.ts';
import { findLeaks } from '../support/find-leaks.ts';
import { logSince } from '../support/log-since.ts';
import { PEOPLE, newSession } from '../support/session-of.ts';

const { home } = inject('sample');
const CLERKS = ['clerk', 'otherClerk'] as const;
const sea = await stock({ caseNo: '（2026）浙0782民初90001号', born: '19510203' }, 400, CLERKS);
const pond = await stock({ caseNo: '（2026）浙0782民初90002号', born: '19520304' }, 30, CLERKS);
const approved = await approve(pond.listId, 'clerk');
const waiting = sea.ids.values();

beforeEach(nextHour);
afterAll(nextHour);

test('the limit is twenty parties an hour', () => {
  expect(PARTIES_AN_HOUR).toBe(20);
  expect([sea.ids.length, pond.ids.length, approved]).toEqual([400, 30, 30]);
});

test('over one request with as many aliases as it may have, the first twenty are asked about', async () => {
  const ids = next(50);
  const caught = await cast(await newSession('clerk'), chunks(ids, 10));
  expect(caught).toEqual({ granted: ids.slice(0, 20), refused: ids.slice(20) });
});

test('a party named under every alias counts under each', async () => {
  const ids = next(5);
  const session = await newSession('clerk');
  // four of the five each time, since exactly the same again goes on with what was asked
  const fours = ids.slice(1).map((left) => ids.filter((id) => id !== left));
  expect((await cast(session, [...fours, ids])).refused).toEqual(ids.slice(4));
});

test('exactly the same parties again are one question, which nobody is asked twice', async () => {
  const ids = next(5);
  const session = await newSession('clerk');
  const again = Array.from({ length: 5 }, () => ids);
  expect((await cast(session, again)).refused).toEqual([]);
});

test('over many requests the twenty-first is refused, and so is each after it', async () => {
  const ids = next(25);
  const session = await newSession('clerk');
  const casts = [];
  for (const id of ids) casts.push(await cast(session, [[id]]));
  expect(together(casts)).toEqual({ granted: ids.slice(0, 20), refused: ids.slice(20) });
});

test('over requests at once no more than twenty are asked about', async () => {
  const ids = next(40);
  const session = await newSession('clerk');
  const { granted, refused } = together(
    await Promise.all(chunks(ids, 4).map((group) => cast(session, [group]))),
  );
  expect(granted).toHaveLength(20);
  expect([...granted, ...refused].sort()).toEqual([...ids].sort());
});

test('by one clerk at several browsers at once it is twenty for all of them', async () => {
  const ids = next(36);
  const sessions = await Promise.all([1, 2, 3].map(() => newSession('clerk')));
  const groups = chunks(ids, 12);
  const casts = sessions.map((session, at) => cast(session, [groups[at] ?? []]));
  expect(together(await Promise.all(casts)).granted).toHaveLength(20);
});

test('a pure verification counts like any other question', async () => {
  const ids = next(25);
  const session = await newSession('clerk');
  const verified = await cast(session, [ids.slice(0, 15)], VERIFY);
  expect(verified).toEqual({ granted: ids.slice(0, 15), refused: [] });
  const run = await cast(session, [ids.slice(15)], RUN);
  expect(run).toEqual({ granted: ids.slice(15, 20), refused: ids.slice(20) });
  expect(await cast(session, [ids.slice(20)], VERIFY)).toEqual({
    granted: [],
    refused: ids.slice(20),
  });
});

test('over five verifications in one request it is twenty too', async () => {
  const ids = next(25);
  const caught = await cast(await newSession('clerk'), chunks(ids, 5), VERIFY);
  expect(caught).toEqual({ granted: ids.slice(0, 20), refused: ids.slice(20) });
});

test('two accounts in one browser share the twenty', async () => {
  const ids = next(30);
  const wang = await newSession('clerk');
  const zhao = await newSession('otherClerk', undefined, wang.key);
  expect([wang.subject, zhao.subject]).toEqual([PEOPLE.clerk, PEOPLE.otherClerk]);
  const first = await cast(wang, [ids.slice(0, 12)]);
  const second = await cast(zhao, [ids.slice(12, 24)]);
  expect(first).toEqual({ granted: ids.slice(0, 12), refused: [] });
  expect(second).toEqual({ granted: ids.slice(12, 20), refused: ids.slice(20, 24) });
  expect((await cast(wang, [ids.slice(24)])).granted).toEqual([]);
});

test('two accounts in one browser share them when they ask at once', async () => {
  const ids = next(40);
  const wang = await newSession('clerk');
  const zhao = await newSession('otherClerk', undefined, wang.key);
  const casts = chunks(ids, 5).map((group, at) => cast(at % 2 === 0 ? wang : zhao, [group]));
  expect(together(await Promise.all(casts)).granted).toHaveLength(20);
});

test('two clerks at two browsers have twenty each', async () => {
  const ids = next(40);
  const sessions = await Promise.all(CLERKS.map((clerk) => newSession(clerk)));
  const groups = chunks(ids, 20);
  const casts = sessions.map((session, at) => cast(session, [groups[at] ?? []]));
  expect(together(await Promise.all(casts)).refused).toEqual([]);
});

test('an approved list is neither counted nor stopped, and covers nobody beside it', async () => {
  const ids = next(22);
  const session = await newSession('clerk');
  expect((await cast(session, [pond.ids])).refused).toEqual([]);
  expect((await cast(session, [ids])).refused).toEqual(ids.slice(20));
  expect((await cast(session, [pond.ids])).refused).toEqual([]);
  const mixed = [...ids.slice(20), ...pond.ids.slice(0, 3)];
  expect((await cast(session, [mixed])).refused).toEqual(ids.slice(20));
  const other = await newSession('otherClerk');
  expect((await cast(other, [pond.ids])).refused).toEqual(pond.ids.slice(20));
});

test('who comes to the limit raises an alert that names nobody, and leaves an act', async () => {
  const ids = next(27);
  const before = await limitActs();
  const log = await logSince(home, 'court');
  const session = await newSession('clerk');
  await cast(session, [ids.slice(0, 20)]);
  expect(await limitActs()).toEqual(before);
  await cast(session, [ids.slice(20)]);
  // no other test here is refused just as many at once
  expect(await log.has('"refused":7')).toBe(true);
  const alert = (await log.read()).split('\n').find((line) => line.includes('"refused":7')) ?? '';
  expect(JSON.parse(alert)).toMatchObject({
    alert: 'HOURLY_LIMIT',
    refused: 7,
    // an asymmetric matcher of vitest is of type any
    clerk: expect.stringMatching(/^[\w-]{43}$/u) as unknown,
  });
  const secrets = sea.rows.flatMap((row) => [row['id_number'] ?? '', row['name'] ?? '']);
  const people = Object.values(PEOPLE);
  expect([...findLeaks(Buffer.from(alert), [...secrets, ...people, ...sea.ids])]).toEqual([]);
  expect((await limitActs()).slice(before.length)).toEqual([{ subject: PEOPLE.clerk, refused: 7 }]);
});

/** Parties of the list that nobody has asked about yet. */
function next(count: number): string[] {
  const ids = [...waiting.take(count)];
  if (ids.length < count) throw new Error('The list is too short');
  return ids;
}

function chunks(ids: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, at) =>
    ids.slice(at * size, (at + 1) * size),
  );
}

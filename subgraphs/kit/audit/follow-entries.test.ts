import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../tests/support/fresh-database.ts';
import type { FreshDatabase } from '../../../tests/support/fresh-database.ts';
import { connect } from '../database/connect.ts';
import type { Connection } from '../database/connect.ts';
import { installLedger } from '../ledger/install-ledger.ts';
import { followEntries } from './follow-entries.ts';
import type { FollowAsk } from './follow-entries.ts';

/** Of one look-up each, and then one inquiry about more parties than are looked at for one page. */
const SINGLE = 1_000;
const MANY = 25_000;

let database: FreshDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await freshDatabase('follow');
  await installLedger(database.migrationDatabaseUrl);
  connection = connect(database.migrationDatabaseUrl, { max: 1, statementTimeout: 0 });
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

const FEBRUARY = '2026-02-10';
const MARCH = '2026-03-10';

type Put = { from: number; count: number; inquiry?: number; day?: string };

/** An index is the text of its entry here; without a number for all each has an inquiry of its own. */
async function put({ from, count, inquiry, day = MARCH }: Put): Promise<void> {
  const { sql } = connection;
  await sql`select ledger_open_month(${day}::date)`;
  await sql`
    insert into ledger_entry (index, at, event, inquiry, actor, body, leaf_hash)
    select at, ${day}::timestamptz, 'INQUIRY_ANSWERED',
      ('00000000-0000-4000-8000-' || lpad((coalesce(${inquiry ?? null}::int, at))::text, 12, '0'))::uuid,
      'clerk', at::text, decode(repeat('00', 32), 'hex')
    from generate_series(${from}::int, ${from + count - 1}::int) as at`;
}

/** Page after page, as whoever follows asks for them. */
async function followAll(ask: Omit<FollowAsk, 'ask' | 'from'>, start = 0) {
  const indexes: number[] = [];
  for (let [from, pages] = [start, 0]; ; pages += 1) {
    const page = await followEntries(connection.db, { ask: 'FOLLOW', from, ...ask });
    indexes.push(...page.bodies.map(Number));
    from = page.next;
    if (!page.hasMore) return { indexes, next: page.next, pages: pages + 1 };
  }
}

test('of an empty ledger there is nothing, and one begins where it began', async () => {
  const nothing = { indexes: [], pages: 1 };
  expect(await followAll({ first: 10 })).toEqual({ ...nothing, next: 0 });
  expect(await followAll({ first: 10 }, 7)).toEqual({ ...nothing, next: 7 });
});

test('every entry comes once, page by page, and what comes later is found from there on', async () => {
  await put({ from: 0, count: SINGLE, day: FEBRUARY });
  const all = Array.from({ length: SINGLE }, (_, at) => at);
  expect(await followAll({ first: 300, brief: true })).toEqual({
    ...{ indexes: all, next: SINGLE, pages: 4 },
  });
  await put({ from: SINGLE, count: 3, inquiry: SINGLE });
  const later = await followAll({ first: 300 }, SINGLE);
  expect(later.indexes).toEqual([SINGLE, SINGLE + 1, SINGLE + 2]);
  expect((await followAll({ first: 300 }, later.next)).indexes).toEqual([]);
});

test('in brief an inquiry is one entry, wherever a page begins and however long it is', async () => {
  const start = SINGLE + 3;
  await put({ from: start, count: MANY, inquiry: start });
  await put({ from: start + MANY, count: 2 });
  const brief = await followAll({ first: 300, brief: true }, SINGLE);
  expect(brief.indexes).toEqual([SINGLE, start, start + MANY, start + MANY + 1]);
  expect(brief).toMatchObject({ next: start + MANY + 2, pages: 2 });
  const middle = await followAll({ first: 300, brief: true }, start + 100);
  expect(middle.indexes).toEqual([start + MANY, start + MANY + 1]);
});

test('a month that was dropped is passed over', async () => {
  await connection.sql`drop table ledger_entry_2026_02`;
  const { indexes } = await followAll({ first: 300, brief: true });
  const start = SINGLE + 3;
  expect(indexes).toEqual([SINGLE, start, start + MANY, start + MANY + 1]);
});

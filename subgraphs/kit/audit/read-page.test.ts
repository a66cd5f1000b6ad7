import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { freshDatabase } from '../../../tests/support/fresh-database.ts';
import type { FreshDatabase } from '../../../tests/support/fresh-database.ts';
import { connect } from '../database/connect.ts';
import type { Connection } from '../database/connect.ts';
import { installLedger } from '../ledger/install-ledger.ts';
import { TOY_NOW } from '../ledger/toy-ledger.ts';
import { pageQuery } from './read-page.ts';
import type { PageAsk } from './read-page.ts';

const ENTRIES = 60_000;
const INQUIRY = '00000000-0000-4000-8000-000000000100';
const PERSON = Buffer.alloc(32, 0);
PERSON.writeUInt32BE(777);

let database: FreshDatabase;
let connection: Connection;

/** Rows as a ledger has them: a hundred an inquiry, two hundred clerks, three months. */
beforeAll(async () => {
  database = await freshDatabase('page');
  await installLedger(database.migrationDatabaseUrl);
  connection = connect(database.migrationDatabaseUrl, { max: 1, statementTimeout: 0 });
  const { sql: run } = connection;
  for (const month of ['2026-03-01', '2026-04-01', '2026-05-01'])
    await run`select ledger_open_month(${month}::date)`;
  await run`
    insert into ledger_entry (index, at, event, inquiry, actor, person, case_no, body, leaf_hash)
    select at, ${TOY_NOW.toISOString()}::timestamptz + at * interval '2 minutes', 'INQUIRY_ANSWERED',
      ('00000000-0000-4000-8000-' || lpad((at / 100)::text, 12, '0'))::uuid,
      'clerk-' || at / 300, decode(lpad(to_hex(at), 8, '0') || repeat('00', 28), 'hex'),
      'case-' || at / 5, repeat('x', 400), decode(repeat('00', 32), 'hex')
    from generate_series(0, ${ENTRIES - 1}) as at`;
  // as the server does by itself once enough rows have come
  await run`vacuum (analyze) ledger_entry`;
}, 60_000);

afterAll(async () => {
  await connection.close();
  await database.drop();
});

async function planOf(filter: PageAsk['filter'], persons?: Uint8Array[]): Promise<string> {
  const query = pageQuery({ ask: 'PAGE', filter, first: 50 }, { persons, code: 'police' });
  const rows = await connection.db.execute(sql`explain (analyze, costs off, timing off) ${query}`);
  return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
}

test.each<[string, RegExp, PageAsk['filter'], Uint8Array[]?]>([
  ['a person', /Bitmap Index Scan on ledger_entry_2026_03_person_idx/u, {}, [PERSON]],
  ['a clerk', /Index Scan Backward using ledger_entry_2026_03_actor/u, { actors: ['clerk-3'] }],
  ['a case', /Index Scan Backward using ledger_entry_2026_03_case/u, { caseNos: ['case-9'] }],
  ['an inquiry', /Bitmap Index Scan on ledger_entry_2026_03_at_inq/u, { inquiries: [INQUIRY] }],
])('the newest entries of %s are found along an index', async (_, index, filter, persons) => {
  const plan = await planOf(filter, persons);
  expect(plan).toMatch(index);
  expect(plan).not.toContain('Seq Scan');
  const read = [...plan.matchAll(/Rows Removed by (?:Filter|Index Recheck): (\d+)/gu)];
  // the summaries of inquiries are of a few pages each
  const passed = read.reduce((sum, [, count]) => sum + Number(count), 0);
  expect(passed).toBeLessThan(index.source.includes('inq') ? ENTRIES / 20 : 200);
});

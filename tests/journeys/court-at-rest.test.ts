import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { inCourtDatabase } from '../support/court-database.ts';
import { findLeaks } from '../support/find-leaks.ts';
import { runSample } from '../support/run-sample.ts';
import type { SampleResult } from '../support/run-sample.ts';
import { sampleSecrets } from '../support/sample-secrets.ts';

const REASON = 'what the court keeps is looked at';
const state: { result: SampleResult } = {
  result: { repairs: [], values: new Map(), problems: [] },
};

beforeAll(async () => {
  state.result = await runSample({ reveal: REASON });
});

test("no party is named in the clear in any table of the court's database", async () => {
  const tables = await readTables();
  expect(tables.get('party')?.length).toBeGreaterThan(10_000);
  expect(tables.get('contact')?.length).toBeGreaterThan(10_000);
  const secrets = await sampleSecrets();
  expect(secrets.length).toBeGreaterThan(5000);
  const leaked = findLeaks(Buffer.from([...tables.values()].join('\n')), secrets);
  expect([...leaked].map((at) => secrets[at])).toEqual([]);
});

test('every value that was opened stands in the record, with its reason', async () => {
  const rows = await inCourtDatabase(
    (sql) => sql`select contact_id from contact_reveal where reason = ${REASON}`,
  );
  const opened = z.array(z.object({ contact_id: z.string() })).parse([...rows]);
  const ids = new Set(opened.map((row) => row.contact_id));
  expect(state.result.values.size).toBeGreaterThan(200);
  expect(ids).toEqual(new Set(state.result.values.keys()));
});

test('of an inquiry that is settled nothing of its parties is kept beside the repairs', async () => {
  const rows = await inCourtDatabase(
    (sql) => sql`
      select count(*)::int as kept from inquiry_party
      join inquiry on inquiry.id = inquiry_id where settled_at is not null`,
  );
  expect([...rows]).toEqual([{ kept: 0 }]);
});

/** All rows of all tables as text, and the bytes in them as if they were text too. */
function readTables(): Promise<Map<string, string>> {
  return inCourtDatabase(async (sql) => {
    const found = await sql`
      select table_name as name from information_schema.tables where table_schema = 'public'`;
    const names = z.array(z.object({ name: z.string() })).parse([...found]);
    const read = names.map(async ({ name }) => {
      const rows = await sql`select row_to_json(t)::text as row from ${sql(name)} t`;
      const text = z
        .array(z.object({ row: z.string() }))
        .parse([...rows])
        .map(({ row }) => row + bytesIn(row))
        .join('\n');
      return [name, text] as const;
    });
    return new Map(await Promise.all(read));
  });
}

function bytesIn(row: string): string {
  const runs = [...row.matchAll(/\\\\x([0-9a-f]+)/gu)];
  return runs.map(([, hex = '']) => Buffer.from(hex, 'hex').toString('utf8')).join('\n');
}

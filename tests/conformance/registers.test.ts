import { readFile } from 'node:fs/promises';
import { drizzle } from 'drizzle-orm/postgres-js';
import { expect, test } from 'vitest';
import { AGENCIES } from '../support/agencies.ts';
import { sampleFile } from '../support/sample-file.ts';
import { sampleRegister } from '../support/sample-register.ts';

test('there are agencies to test', () => {
  expect(AGENCIES).toEqual(expect.arrayContaining(['mall', 'market', 'police', 'population']));
});

test.each(AGENCIES)(
  '%s takes the sample whole, and the second time nothing changes',
  async (code) => {
    await using sample = await sampleRegister(code);
    const text = await readFile(sampleFile(code), 'utf8');
    const rows = text.trim().split('\n').length - 1;
    const clean = { read: rows, rejected: 0, incomplete: 0, badCells: 0, duplicates: 0 };
    expect(await sample.take()).toEqual({ ...clean, inserted: rows, removed: 0, unchanged: 0 });
    expect(await sample.take()).toEqual({ ...clean, inserted: 0, removed: 0, unchanged: rows });
  },
);

test.each(AGENCIES)('%s looks a thousand keys up in one statement', async (code) => {
  await using sample = await sampleRegister(code);
  const statements: string[] = [];
  const logger = { logQuery: (query: string) => statements.push(query) };
  const db = drizzle(sample.owner.sql, { logger });
  const idKeys = Array.from({ length: 1000 }, (_, at) => `RESIDENT_ID::${String(at)}`);
  expect(await sample.lookUp(db, { idKeys, phones: ['+8613800000000'] })).toEqual([]);
  expect(await sample.lookUp(db, { idKeys: [], phones: [] })).toEqual([]);
  expect(statements).toHaveLength(2);
  expect(statements[0]).toBe(statements[1]);
});

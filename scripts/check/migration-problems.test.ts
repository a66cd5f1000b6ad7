import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateDrizzleJson } from 'drizzle-kit/api';
import { pgTable, text } from 'drizzle-orm/pg-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrationProblems } from './migration-problems.ts';

// inside the repository, where tables.ts finds its packages; git ignores it
const scratch = join(import.meta.dirname, '..', '..', '.relink');
let folder: string;

beforeEach(async () => {
  await mkdir(scratch, { recursive: true });
  folder = await mkdtemp(join(scratch, 'migrations-'));
  await mkdir(join(folder, 'migrations', 'meta'), { recursive: true });
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const write = (file: string, content: string) => writeFile(join(folder, file), content);

async function subgraph(columns: string, tag = '20260101000000_create_register') {
  await write(
    'tables.ts',
    `import { pgTable, text } from 'drizzle-orm/pg-core';
     export const person = pgTable('person', { ${columns} });`,
  );
  const migrated: unknown = generateDrizzleJson({ person: pgTable('person', { name: text() }) });
  const stamp = tag.slice(0, tag.indexOf('_'));
  await write(`migrations/meta/${stamp}_snapshot.json`, JSON.stringify(migrated));
  await write('migrations/meta/_journal.json', JSON.stringify({ entries: [{ tag }] }));
  await write(`migrations/${tag}.sql`, 'select 1');
}

test('migrations that make just the tables are in order', async () => {
  await subgraph('name: text()');
  expect(await migrationProblems(folder)).toEqual([]);
});

test('a column that no migration makes is reported', async () => {
  await subgraph('name: text(), phone: text()');
  expect(await migrationProblems(folder)).toEqual([expect.stringContaining('tables.ts')]);
});

test('a file the journal does not know and a missing one are reported', async () => {
  await subgraph('name: text()');
  await write('migrations/20260102000000_add_phone.sql', 'select 1');
  await rm(join(folder, 'migrations', '20260101000000_create_register.sql'));
  expect(await migrationProblems(folder)).toEqual([
    '20260102000000_add_phone is not in the journal',
    '20260101000000_create_register.sql is missing',
  ]);
});

test('a name out of form is reported', async () => {
  await subgraph('name: text()', '0000_register');
  expect(await migrationProblems(folder)).toEqual([expect.stringContaining('0000_register')]);
});

test('tables without migrations are reported', async () => {
  await rm(join(folder, 'migrations'), { recursive: true });
  expect(await migrationProblems(folder)).toEqual(['has tables, no migrations']);
});

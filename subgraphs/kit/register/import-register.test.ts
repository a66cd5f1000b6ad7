import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boolean, date, pgTable, text } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { freshDatabase } from '../../../tests/support/postgres.ts';
import { connect } from '../database/connect.ts';
import type { Connection } from '../database/connect.ts';
import { defineRegister } from './define-register.ts';
import { importRegister } from './import-register.ts';
import type { ImportOptions } from './import-register.ts';
import { registerColumns } from './register-columns.ts';
import { unreadColumn } from './unread-column.ts';

const person = pgTable('person', {
  ...registerColumns(),
  name: text('name').notNull(),
  note: text('note'),
  born: date('born', { mode: 'string' }),
  gone: boolean('gone').notNull(),
});

const holder = pgTable('holder', {
  ...registerColumns(),
  idUnread: unreadColumn(),
  name: text('name').notNull(),
});

const register = defineRegister({
  table: person,
  columns: ['name', 'note', 'born'],
  row(cells, report) {
    if (cells.note === 'odd') report('note', 'ODD');
    if (cells.name === 'crash') throw new Error('broken row function');
    if (cells.name === '') report('name', 'MISSING');
    if (cells.name === '') return undefined;
    return { name: cells.name, note: cells.note || null, born: cells.born || null, gone: false };
  },
});

const folder = mkdtempSync(join(tmpdir(), 'relink-register-'));
let database: Awaited<ReturnType<typeof freshDatabase>>;
let owner: Connection;

beforeAll(async () => {
  database = await freshDatabase('register');
  owner = connect(database.migrationDatabaseUrl);
  await owner.sql`
    create table person (
      id bigint primary key generated always as identity, row_hash bytea not null unique,
      name text not null, note text, born date, gone boolean not null)
  `;
  await owner.sql`
    create table import_log (
      id bigint primary key generated always as identity, register text not null,
      imported_at timestamptz not null default now(), file_digest bytea not null,
      forced boolean not null, read bigint not null, inserted bigint not null,
      removed bigint not null, unchanged bigint not null, rejected bigint not null,
      duplicates bigint not null)
  `;
});

beforeEach(async () => {
  await owner.sql`truncate person, import_log`;
});

afterAll(async () => {
  await owner.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const file = join(folder, 'person.csv');
const rejects = `${file}.rejects.csv`;

function take(rows: string[], options: ImportOptions = {}) {
  writeFileSync(file, ['name,note,born', ...rows, ''].join('\n'));
  return importRegister(database.migrationDatabaseUrl, register, file, options);
}

/** Every row with the transaction that wrote it. */
async function held(): Promise<unknown[]> {
  return [
    ...(await owner.sql`
      select xmin::text, ctid::text, name, note, born::text from person order by name
    `),
  ];
}

test('a file becomes the register, with every odd character as it was', async () => {
  const odd = 'tab\t, quote " and \\ back\\slash';
  const counts = await take([`"${odd.replaceAll('"', '""')}","two\nlines",1990-02-28`, '\\N,,']);
  expect(counts).toEqual({
    ...{ read: 2, inserted: 2, removed: 0, unchanged: 0 },
    ...{ rejected: 0, duplicates: 0, incomplete: 0, badCells: 0 },
  });
  expect(await owner.sql`select name, note, born::text from person order by id`).toEqual([
    { name: odd, note: 'two\nlines', born: '1990-02-28' },
    { name: '\\N', note: null, born: null },
  ]);
});

test('the day of an import is that of the clock in China', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-02T17:00:00Z') });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const dated = defineRegister({
    ...{ table: person, columns: ['name', 'note', 'born'] },
    row: ({ name }, _report, asOf) => ({ name, note: asOf, born: null, gone: false }),
  });
  writeFileSync(file, 'name,note,born\na,,\n');
  await importRegister(database.migrationDatabaseUrl, dated, file);
  expect(await owner.sql`select note from person`).toEqual([{ note: '2026-03-03' }]);
});

test('a row whose ID number cannot be read is kept, but of no file for the most part', async () => {
  const holding = defineRegister({
    ...{ table: holder, columns: ['name', 'note', 'born'] },
    row: ({ name, note }, report) => {
      if (note === 'odd') report('note', 'ODD');
      return { name, idUnread: note === 'odd' };
    },
  });
  await owner.sql`create table holder (id bigint primary key generated always as identity,
    row_hash bytea not null unique, id_unread boolean not null, name text not null)`;
  const url = database.migrationDatabaseUrl;
  writeFileSync(file, 'name,note,born\na,odd,\nb,,\nc,,\n');
  expect(await importRegister(url, holding, file)).toMatchObject({
    inserted: 3,
    incomplete: 1,
    rejected: 0,
  });
  expect(await owner.sql`select name from holder where id_unread`).toEqual([{ name: 'a' }]);
  // a spreadsheet has spoilt the numbers: nobody would be found any more
  writeFileSync(file, 'name,note,born\na,odd,\nb,odd,\nc,,\n');
  await expect(importRegister(url, holding, file)).rejects.toThrow('2 of 3 rows do not fit');
  expect(await owner.sql`select name from holder where id_unread`).toEqual([{ name: 'a' }]);
});

test('the same file twice changes nothing', async () => {
  await take(['a,1,', 'b,2,']);
  const before = await held();
  const counts = await take(['a,1,', 'b,2,']);
  expect(counts).toMatchObject({ inserted: 0, removed: 0, unchanged: 2 });
  expect(await held()).toEqual(before);
});

test('another file replaces the register and leaves equal rows untouched', async () => {
  await take(['a,1,', 'b,2,', 'c,3,']);
  const [before] = await held();
  const counts = await take(['d,4,', 'b,9,', 'a,1,']);
  expect(counts).toMatchObject({ inserted: 2, removed: 2, unchanged: 1 });
  const after = await held();
  expect(after[0]).toEqual(before);
  expect(after).toMatchObject([{ name: 'a' }, { name: 'b', note: '9' }, { name: 'd' }]);
});

test('a row that stands twice is stored once and counted', async () => {
  expect(await take(['a,1,', 'a,1,', 'a,2,'])).toMatchObject({ inserted: 2, duplicates: 1 });
  expect(await take(['a,1,', 'a,1,', 'a,2,'])).toMatchObject({ unchanged: 2, duplicates: 1 });
});

test('bad rows and cells go to a rejects file that only the owner reads and that holds no value', async () => {
  const counts = await take(['a,1,', ',secret,', 'b,odd,', 'c', 'd,4,']);
  expect(counts).toMatchObject({ read: 5, inserted: 3, rejected: 2, incomplete: 1, badCells: 3 });
  expect(readFileSync(rejects, 'utf8')).toBe(
    'line,column,reason\n3,name,MISSING\n4,note,ODD\n5,,WRONG_FIELD_COUNT\n',
  );
  expect(statSync(rejects).mode & 0o777).toBe(0o600);
});

test('a clean file removes the rejects of an earlier one', async () => {
  await take(['a,1,', 'b,odd,']);
  await take(['a,1,']);
  expect(() => statSync(rejects)).toThrow('ENOENT');
});

test('a file that breaks in the middle changes nothing', async () => {
  await take(['a,1,']);
  const before = await held();
  const rows = Array.from({ length: 20_000 }, (_, at) => `n${String(at)},,`);
  await expect(take([...rows, 'crash,,'])).rejects.toThrow('broken row function');
  await expect(take(['b,,not-a-date'])).rejects.toThrow('aborted');
  await expect(take(['b,,not-a-date', ...rows])).rejects.toThrow('date');
  expect(await held()).toEqual(before);
});

test('a mostly bad file is refused, says why, and can be forced', async () => {
  await take(['a,1,']);
  const rows = [',1,', ',2,', 'b,3,'];
  await expect(take(rows)).rejects.toMatchObject({
    code: 'REGISTER_MOSTLY_BAD',
    message: `2 of 3 rows do not fit, see ${rejects}; the register stays as it was`,
  });
  expect(await held()).toMatchObject([{ name: 'a' }]);
  expect(readFileSync(rejects, 'utf8')).toContain('2,name,MISSING');
  expect(await take(rows, { force: true })).toMatchObject({ inserted: 1, removed: 1, rejected: 2 });
});

test('a file without rows does not wipe a register unless forced', async () => {
  expect(await take([])).toMatchObject({ read: 0 });
  await take(['a,1,']);
  await expect(take([])).rejects.toMatchObject({ code: 'REGISTER_EMPTY' });
  expect(await take([], { force: true })).toMatchObject({ removed: 1 });
});

test('two imports at once wait for each other', async () => {
  writeFileSync(file, 'name,note,born\na,1,\nb,2,\n');
  const run = () => importRegister(database.migrationDatabaseUrl, register, file);
  const counts = await Promise.all([run(), run(), run()]);
  expect(counts.map(({ inserted }) => inserted).sort()).toEqual([0, 0, 2]);
});

test('every import is logged with the digest of its file, and progress ends at one', async () => {
  const seen: number[] = [];
  await take(['a,1,'], { onProgress: ({ fraction }) => seen.push(fraction) });
  expect(seen.at(-1)).toBe(1);
  const logged = await owner.sql`
    select register, forced, read::int, inserted::int, length(file_digest) as digest from import_log
  `;
  expect(logged).toEqual([{ register: 'person', forced: false, read: 1, inserted: 1, digest: 32 }]);
});

test('rejects that cannot be written leave the register as it was', async () => {
  await take(['a,1,']);
  const nowhere = { rejectsFile: join(folder, 'none', 'x.csv') };
  await expect(take(['b,odd,'], nowhere)).rejects.toMatchObject({ code: 'REJECTS_UNWRITABLE' });
  expect(await held()).toMatchObject([{ name: 'a' }]);
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { pgTable, text } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ID_TYPES } from '../../../schema/contract/codes.ts';
import { freshDatabase } from '../../../tests/support/postgres.ts';
import { connect } from '../database/connect.ts';
import type { Connection } from '../database/connect.ts';
import { defineRegister } from './define-register.ts';
import { importRegister } from './import-register.ts';
import { readFrequencies } from './read-frequencies.ts';
import { registerColumns } from './register-columns.ts';

const holder = pgTable('holder', {
  ...registerColumns(),
  name: text('name'),
  idType: text('id_type', { enum: ID_TYPES }),
  note: text('note'),
});

const register = defineRegister({
  table: holder,
  persons: { name: holder.name, idType: holder.idType },
  columns: ['name', 'id_type', 'note'],
  row(cells) {
    if (cells.name === 'crash') throw new Error('broken row function');
    const idType = ID_TYPES.find((type) => type === cells.id_type) ?? null;
    return { name: cells.name || null, idType, note: cells.note };
  },
});

const folder = mkdtempSync(join(tmpdir(), 'relink-names-'));
let database: Awaited<ReturnType<typeof freshDatabase>>;
let owner: Connection;

beforeAll(async () => {
  database = await freshDatabase('names');
  owner = connect(database.migrationDatabaseUrl);
  await owner.sql`
    create table holder (
      id bigint primary key generated always as identity, row_hash bytea not null unique,
      name text, id_type text, note text)
  `;
  await owner.sql`
    create table name_frequency (
      part text not null, term text not null, count bigint not null, primary key (part, term))
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
  await owner.sql`truncate holder, name_frequency, import_log`;
});

afterAll(async () => {
  await owner.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

function take(rows: string[]) {
  const file = join(folder, 'holder.csv');
  writeFileSync(file, ['name,id_type,note', ...rows, ''].join('\n'));
  return importRegister(database.migrationDatabaseUrl, register, file);
}

async function frequencyOf(name: string) {
  return (await readFrequencies(owner.db, [name]))(name);
}

/** Every count with the transaction that wrote it. */
async function written(): Promise<unknown[]> {
  return [...(await owner.sql`select xmin::text, part, term from name_frequency order by 2, 3`)];
}

const FOLK = ['张伟,,1', '张伟,,2', '張偉,,3', '张丽,,4', '欧阳伟,,5', '买买提·艾力,,6', 'X,,7'];

test('an import counts surnames and given names, and folds what was typed', async () => {
  await take(FOLK);
  const population = 7;
  expect(await frequencyOf('张伟')).toEqual({ population, surnameCount: 4, givenNameCount: 4 });
  expect(await frequencyOf('歐陽麗')).toEqual({ population, surnameCount: 1, givenNameCount: 1 });
  expect(await frequencyOf('澹台霁')).toEqual({ population, surnameCount: 0, givenNameCount: 0 });
  expect(await frequencyOf('x')).toEqual({ population, surnameCount: 1 });
});

test('organisations, rows without a name and rows that stand twice are not counted', async () => {
  await take(['张伟,RESIDENT_ID,1', '张伟,RESIDENT_ID,1', '张记,USCC,2', ',,3']);
  expect(await frequencyOf('张伟')).toEqual({ population: 1, surnameCount: 1, givenNameCount: 1 });
});

test('another file brings the counts up to date and touches no other', async () => {
  await take(FOLK);
  const before = await written();
  await take([...FOLK.slice(1), '澹台霁,,8']);
  expect(await frequencyOf('张伟')).toMatchObject({ surnameCount: 3, givenNameCount: 3 });
  expect(await frequencyOf('澹台霁')).toMatchObject({ surnameCount: 1, givenNameCount: 1 });
  const kept = (await written()).filter((row) => before.some((one) => isSame(one, row)));
  expect(kept).toMatchObject([
    { part: 'ANY' },
    ...['丽', '买买提'].map((term) => ({ part: 'GIVEN', term })),
    ...['x', '欧阳', '艾力'].map((term) => ({ part: 'SURNAME', term })),
  ]);
  await take(['张丽,,4']);
  expect(await frequencyOf('澹台霁')).toMatchObject({ surnameCount: 0, givenNameCount: 0 });
});

test('an import that changes nothing or fails leaves the counts as they were', async () => {
  await take(FOLK);
  const before = await written();
  await take(FOLK.toReversed());
  await expect(take(['李四,,1', 'crash,,'])).rejects.toThrow('broken row function');
  expect(await written()).toEqual(before);
});

test('a register whose names were never counted is counted by the next import', async () => {
  await take(FOLK);
  await owner.sql`truncate name_frequency`;
  expect(await frequencyOf('张伟')).toMatchObject({ population: 0 });
  expect(await take(FOLK)).toMatchObject({ inserted: 0, removed: 0 });
  expect(await frequencyOf('张伟')).toMatchObject({ population: 7 });
});

test('a thousand names are looked up in one statement, and none in the same one', async () => {
  await take(FOLK);
  const statements: string[] = [];
  const db = drizzle(owner.sql, { logger: { logQuery: (query) => statements.push(query) } });
  const names = Array.from({ length: 1000 }, (_, at) => `张${String.fromCodePoint(0x4e00 + at)}`);
  await readFrequencies(db, names);
  const of = await readFrequencies(db, []);
  expect(of(undefined)).toEqual({ population: 7, surnameCount: 0 });
  expect(statements).toHaveLength(2);
  expect(statements[0]).toBe(statements[1]);
});

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import { freshDatabase } from '../../tests/support/postgres.ts';
import { tempFolder } from '../../tests/support/temp-folder.ts';
import type { DatabaseUrls } from './create-database.ts';
import { prepareServices } from './prepare-services.ts';

const root = join(import.meta.dirname, '..', '..');
const signal = new AbortController().signal;

async function prepare(home: string, databases: Record<string, DatabaseUrls>): Promise<void> {
  await prepareServices({ root, home, env: {} }, databases, signal);
}

test('one process makes the tables and keys of several services', async () => {
  await using folder = await tempFolder();
  const home = folder.path;
  const [mall, police] = await Promise.all([freshDatabase('mall'), freshDatabase('police')]);
  await prepare(home, { mall, police });
  for (const [database, table] of [
    [mall, 'lease'],
    [police, 'resident'],
  ] as const) {
    const { sql, close } = connect(database.databaseUrl, { max: 1 });
    // the serving role may read it, and there is a ledger with the keys that were made
    expect(await sql`select count(*)::int as rows from ${sql(table)}`).toEqual([{ rows: 0 }]);
    expect(await sql`select outcome from ledger_entry`).toEqual([{ outcome: 'MADE' }]);
    await close();
    await database.drop();
  }
});

test('a service that cannot be prepared is named, and what it says of it is said', async () => {
  await using folder = await tempFolder();
  const home = folder.path;
  await mkdir(join(home, 'keys'), { recursive: true });
  await writeFile(join(home, 'keys', 'police.jwks.json'), 'no keys', { mode: 0o600 });
  const police = await freshDatabase('police');
  await expect(prepare(home, { police })).rejects.toThrow(
    /^police prepare failed\n {2}police: .*police\.jwks\.json/u,
  );
  await police.drop();
});

test('a folder whose code does not load is named', async () => {
  await using folder = await tempFolder();
  const away = 'postgres://nobody@127.0.0.1:1/nothing';
  const kit = { databaseUrl: away, migrationDatabaseUrl: away };
  await expect(prepare(folder.path, { kit })).rejects.toThrow(
    /^kit prepare failed\n {2}kit: subgraphs\/kit\/service\.ts does not load: /u,
  );
});

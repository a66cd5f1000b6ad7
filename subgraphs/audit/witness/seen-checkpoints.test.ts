import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { freshDatabase } from '../../../tests/support/fresh-database.ts';
import type { FreshDatabase } from '../../../tests/support/fresh-database.ts';
import { connect } from '../../kit/database/connect.ts';
import type { Connection, Database } from '../../kit/database/connect.ts';
import { migrate } from '../../kit/database/migrate.ts';
import { namesOf } from '../asking/pseudonyms-of.ts';
import { service } from '../service.ts';
import { newestFollowed, seenSizes } from './seen-checkpoints.ts';

const SOURCES = ['court', 'mall', 'police'];
const ENTRIES = 20_000;

let database: FreshDatabase;
let connection: Connection;

/** What years of following leave behind, on a small scale: of each source as many rows. */
beforeAll(async () => {
  database = await freshDatabase('seen');
  await migrate(database.migrationDatabaseUrl, service.migrations);
  connection = connect(database.migrationDatabaseUrl, { max: 1 });
  const { sql: run } = connection;
  for (const source of SOURCES) {
    await run`
      insert into witnessed_checkpoint (source, size, root, note, seen_at)
      select ${source}, size, '\\x00', 'note', now() from generate_series(1, ${ENTRIES}) as size`;
    await run`
      insert into followed_entry (source, index, at, event, actor, detail)
      select ${source}, index, '2026-03-01T00:00:00Z'::timestamptz + index * interval '1 second',
        'INQUIRY_ASKED', 'clerk-' || index / 10,
        jsonb_build_object('pseudonym', 'pseudonym-' || index / 10)
      from generate_series(0, ${ENTRIES - 1}) as index`;
  }
  await run`vacuum (analyze) witnessed_checkpoint, followed_entry`;
}, 60_000);

afterAll(async () => {
  await connection.close();
  await database.drop();
});

/** What a read gives, and how many rows of tables and of their indexes it looked at. */
async function watched<Result>(read: (db: Pick<Database, 'execute' | 'selectDistinct'>) => Result) {
  return connection.db.transaction(async (tx) => {
    const result = await read(tx);
    const [row] = await tx.execute<{ looked: number }>(sql`
      select sum(pg_stat_get_xact_tuples_returned(oid))::float8 as looked from pg_class
      where relname like 'witnessed_checkpoint%' or relname like 'followed_entry%'`);
    return { result, looked: row?.looked };
  });
}

const few = expect.toSatisfy((looked) => Number(looked) < 200) as unknown;

test('how far each ledger was seen is found without reading what was seen before', async () => {
  const result = new Map(SOURCES.map((source) => [source, ENTRIES]));
  expect(await watched((db) => seenSizes(db, SOURCES))).toEqual({ result, looked: few });
});

test('so is when the newest entry of each was written', async () => {
  const newest = new Date(Date.parse('2026-03-01T00:00:00Z') + (ENTRIES - 1) * 1000);
  const result = new Map(SOURCES.map((source) => [source, newest]));
  expect(await watched((db) => newestFollowed(db, SOURCES))).toEqual({ result, looked: few });
});

test('and under which names somebody stands in ledgers, by any of them', async () => {
  for (const name of ['clerk-7', 'pseudonym-7']) {
    const { result, looked } = await watched((db) => namesOf(db, [name]));
    expect(result.toSorted()).toEqual(['clerk-7', 'pseudonym-7']);
    expect(looked).toEqual(few);
  }
});

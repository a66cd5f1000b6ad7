import { expect, test } from 'vitest';
import { freshDatabase } from '../../../tests/support/fresh-database.ts';
import { connect } from '../database/connect.ts';
import { appendEntries } from '../ledger/append-entries.ts';
import { readBody } from '../ledger/entry.ts';
import { installLedger } from '../ledger/install-ledger.ts';
import { toyEntry } from '../ledger/toy-ledger.ts';
import { readPage } from './read-page.ts';

test('the entries about a person are found under any of the names they may have', async () => {
  const database = await freshDatabase('page');
  await installLedger(database.migrationDatabaseUrl);
  const { db, close } = connect(database.migrationDatabaseUrl);
  const [older, newer, other] = [1, 2, 3].map((byte) => new Uint8Array(32).fill(byte));
  const entries = [older, newer, other].map((person) => toyEntry({ person }));
  await db.transaction((tx) => appendEntries(tx, entries));
  const ask = { ask: 'PAGE', filter: {}, first: 10 } as const;
  const persons = [older, newer].filter((person) => person !== undefined);
  const { bodies } = await readPage(db, ask, { persons, code: 'police' });
  expect(bodies.map((body) => readBody(body)?.index)).toEqual([1, 0]);
  const nobody = await readPage(db, ask, { persons: [new Uint8Array(32)], code: 'police' });
  expect(nobody.bodies).toEqual([]);
  await close();
  await database.drop();
});

import { readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import { installLedger } from '../../subgraphs/kit/ledger/install-ledger.ts';
import { appendToys } from '../../subgraphs/kit/ledger/toy-ledger.ts';
import { freshDatabase } from '../../tests/support/fresh-database.ts';
import { tempFolder } from '../../tests/support/temp-folder.ts';
import { exportFiles } from './export-files.ts';
import { LedgerCommandError } from './ledger-error.ts';

test('an export onto a full disk is said to be none, and leaves no file', async () => {
  await using out = await tempFolder();
  const database = await freshDatabase('export');
  const url = database.migrationDatabaseUrl;
  await installLedger(url);
  const { db, close } = connect(url, { max: 1 });
  await appendToys(db, 200);
  await close();
  await symlink('/dev/full', join(out.path, 'police.jsonl.part'));
  const exported = exportFiles({ code: 'police', url, out: out.path, onLine: () => undefined });
  await expect(exported).rejects.toThrow(LedgerCommandError);
  await expect(exported).rejects.toThrow('ENOSPC');
  expect(await readdir(out.path)).toEqual([]);
  await database.drop();
});

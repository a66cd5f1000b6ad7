import { required } from '../../kit/config/service-config.ts';
import type { ServiceConfig } from '../../kit/config/service-config.ts';
import { connect } from '../../kit/database/connect.ts';
import { progressTicker } from '../../kit/register/progress-ticker.ts';
import { rejectsFile } from '../../kit/register/rejects-file.ts';
import { sizeOf } from '../../kit/register/size-of.ts';
import type { Counts, ImportRequest } from '../../kit/service/service.ts';
import { appendEntries } from '../../kit/ledger/append-entries.ts';
import { importEntry } from '../ledger/import-entry.ts';
import { loadDataKeys } from '../vault/data-keys.ts';
import { createVault } from '../vault/vault.ts';
import { readClerks } from './read-clerks.ts';
import type { ClerkRow } from './read-clerks.ts';
import { takeInClerks } from './take-in-clerks.ts';

/**
 * Takes clerks' profiles in, straight into the court. What does not fit is named by line and
 * column. A court has hundreds of clerks: the file is held whole before anything is stored.
 */
export async function importClerks(config: ServiceConfig, request: ImportRequest): Promise<Counts> {
  const url = required(config.migrationDatabaseUrl, 'MIGRATION_DATABASE_URL');
  const vault = createVault(await loadDataKeys(config.dataKeys));
  const rejects = rejectsFile(request.rejectsFile);
  const ticker = progressTicker(await sizeOf(request.file), request.onProgress);
  const connection = connect(url, {
    ...{ applicationName: 'relink-clerks', statementTimeout: 0, max: 1 },
  });
  const rows: ClerkRow[] = [];
  let [read, rejected] = [0, 0];
  try {
    for await (const { line, row, bad } of readClerks(request.file, (part) => {
      ticker.bytes(part.length);
    })) {
      ticker.rows((read += 1));
      if (row !== undefined) rows.push(row);
      if (bad.length === 0) continue;
      rejected += 1;
      await rejects.add(line, bad);
    }
    const clerks = await connection.db.transaction(async (tx) => {
      const taken = await takeInClerks(tx, vault, rows);
      // nobody's profile is changed while it cannot be said what of the file did not fit
      await rejects.keep();
      await appendEntries(tx, [importEntry('CLERKS', { read, rejected })]);
      return taken;
    });
    ticker.done();
    return { read, clerks, rejected };
  } finally {
    await rejects.discard();
    await connection.close();
  }
}

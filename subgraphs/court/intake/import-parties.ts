import { required } from '../../kit/config/service-config.ts';
import type { ServiceConfig } from '../../kit/config/service-config.ts';
import { connect } from '../../kit/database/connect.ts';
import { progressTicker } from '../../kit/register/progress-ticker.ts';
import { rejectsFile } from '../../kit/register/rejects-file.ts';
import { sizeOf } from '../../kit/register/size-of.ts';
import type { ImportRequest } from '../../kit/service/service.ts';
import { appendEntries } from '../../kit/ledger/append-entries.ts';
import { importEntry } from '../ledger/import-entry.ts';
import { loadDataKeys } from '../vault/data-keys.ts';
import { createVault } from '../vault/vault.ts';
import { readParties } from './read-parties.ts';
import type { PartyRow } from './read-parties.ts';
import { digestOfFile, takeInParties } from './take-in-parties.ts';

/** Rows stored with one statement. */
const CHUNK = 500;

/**
 * Takes a list of parties in, in one transaction. A row that names no case or no party is rejected
 * by line and column; a party that cannot be asked about is taken in all the same, and its repair
 * will say why.
 *
 * @throws CsvError when the file is no table, RegisterError when its rejects cannot be written
 */
export async function importParties(
  config: ServiceConfig,
  request: ImportRequest,
): Promise<Record<string, number | string>> {
  const url = required(config.migrationDatabaseUrl, 'MIGRATION_DATABASE_URL');
  const vault = createVault(await loadDataKeys(config.dataKeys));
  const rejects = rejectsFile(request.rejectsFile);
  const ticker = progressTicker(await sizeOf(request.file), request.onProgress);
  let rejected = 0;
  let read = 0;
  const chunks = async function* (): AsyncGenerator<PartyRow[]> {
    let chunk: PartyRow[] = [];
    for await (const row of readParties(request.file, (part) => {
      ticker.bytes(part.length);
    })) {
      ticker.rows((read += 1));
      if ('reason' in row) {
        rejected += 1;
        await rejects.add(row.line, [row]);
      } else chunk.push(row);
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = [];
    }
    ticker.done();
    yield chunk;
  };
  const connection = connect(url, {
    applicationName: 'relink-intake',
    statementTimeout: 0,
    max: 1,
  });
  try {
    const digest = await digestOfFile(request.file);
    const counts = await connection.db.transaction(async (tx) => {
      const taken = await takeInParties(tx, vault, digest, chunks());
      // a list whose rejects nobody can read is not taken in
      await rejects.keep();
      await appendEntries(tx, [importEntry('PARTIES', { read, rejected })]);
      return taken;
    });
    return { read, ...counts, rejected };
  } finally {
    await rejects.discard();
    await connection.close();
  }
}

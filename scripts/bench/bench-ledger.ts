import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import type { Connection } from '../../subgraphs/kit/database/connect.ts';
import { installLedger } from '../../subgraphs/kit/ledger/install-ledger.ts';
import { createDatabase } from '../stack/create-database.ts';
import { startPostgres } from '../stack/postgres.ts';

/** An empty ledger on a PostgreSQL of its own, which goes when it is disposed of. */
export type BenchLedger = AsyncDisposable & {
  /** Folder of the server. */
  home: string;
  /** As the role that owns the tables. */
  connection: Connection;
};

export async function openBenchLedger(): Promise<BenchLedger> {
  await using cleanup = new AsyncDisposableStack();
  const home = await mkdtemp(join(tmpdir(), 'relink-bench-'));
  cleanup.defer(() => rm(home, { recursive: true }));
  const postgres = await startPostgres({ home, log: () => undefined });
  cleanup.defer(() => postgres.stop());
  const role = { password: 'bench' };
  const urls = await createDatabase(postgres.adminUrl, {
    database: 'bench',
    owner: { ...role, role: 'bench_owner' },
    app: { ...role, role: 'bench_app' },
  });
  await installLedger(urls.migrationDatabaseUrl);
  const connection = connect(urls.migrationDatabaseUrl, { statementTimeout: 0 });
  cleanup.defer(() => connection.close());
  const owned = cleanup.move();
  return { home, connection, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

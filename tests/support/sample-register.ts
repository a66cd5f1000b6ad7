import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LookUp } from '../../subgraphs/kit/agency/reply-to-parties.ts';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import type { Connection } from '../../subgraphs/kit/database/connect.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import type { Register } from '../../subgraphs/kit/register/define-register.ts';
import { importRegister } from '../../subgraphs/kit/register/import-register.ts';
import type { ImportCounts } from '../../subgraphs/kit/register/import-register.ts';
import { freshDatabase } from './postgres.ts';
import { sampleFile } from './sample-file.ts';

/** One agency's database in its newest form, and the sample's register for it. */
export type SampleRegister = AsyncDisposable & {
  /** As the role that owns the tables. */
  owner: Connection;
  lookUp: LookUp;
  /** Imports the sample's file. */
  take(): Promise<ImportCounts>;
};

/** @param code of an agency, which names its folder and its file */
export async function sampleRegister(code: string): Promise<SampleRegister> {
  const agency = join(import.meta.dirname, '..', '..', 'subgraphs', code);
  // the folder's files have these exports by the house's rule; a missing one fails the test
  const { register } = (await import(join(agency, 'register.ts'))) as { register: Register };
  const { lookUp } = (await import(join(agency, 'look-up.ts'))) as { lookUp: LookUp };
  const database = await freshDatabase(code);
  await migrate(database.migrationDatabaseUrl, join(agency, 'migrations'));
  const owner = connect(database.migrationDatabaseUrl);
  const folder = await mkdtemp(join(tmpdir(), `relink-${code}-`));
  const file = sampleFile(code);
  const rejectsFile = join(folder, 'rejects.csv');
  return {
    owner,
    lookUp,
    take: () => importRegister(database.migrationDatabaseUrl, register, file, { rejectsFile }),
    async [Symbol.asyncDispose]() {
      await owner.close();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

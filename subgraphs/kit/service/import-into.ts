import { required } from '../config/service-config.ts';
import type { ServiceConfig } from '../config/service-config.ts';
import type { ImportFile } from './service.ts';

/** Runs an import of a service and prints its counts as one line of JSON. */
export async function importInto(
  importFile: ImportFile,
  config: ServiceConfig,
  file: string,
  options: { rejects?: string; force: boolean },
): Promise<void> {
  required(config.migrationDatabaseUrl, 'MIGRATION_DATABASE_URL');
  const rejectsFile = options.rejects ?? `${file.replace(/\.csv$/iu, '')}.rejects.csv`;
  const counts = await importFile(config, {
    file,
    rejectsFile,
    force: options.force,
    onProgress: (progress) => process.stderr.write(`${JSON.stringify({ progress })}\n`),
  });
  process.stdout.write(`${JSON.stringify(counts)}\n`);
}

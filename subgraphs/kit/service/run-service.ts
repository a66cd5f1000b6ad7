import { Command } from 'commander';
import { ConfigError, readServiceConfig } from '../config/service-config.ts';
import { explain } from './explain.ts';
import { importInto } from './import-into.ts';
import { keysCommand } from './keys-command.ts';
import { migrateService } from './migrate-service.ts';
import { addOwnCommands } from './own-commands.ts';
import { prepareService } from './prepare-service.ts';
import type { ImportFile, Service } from './service.ts';

/** The command line of a service: `serve`, `prepare`, `migrate`, `keys`, `import FILE`, and its own. */
export async function runService(service: Service): Promise<void> {
  const program = new Command(service.code)
    .description(`${service.title}: one subgraph of Relink. The environment configures it.`)
    .showHelpAfterError();
  program
    .command('serve', { isDefault: true })
    .description('answer at /graphql until told to stop')
    .action(async () => {
      // the server is loaded by nobody who does not serve
      const { serve } = await import('./serve.ts');
      await serve(service, readServiceConfig());
    });
  program
    .command('migrate')
    .description('bring the database to the newest form and grant the serving role its rights')
    .action(() => migrateService(service, readServiceConfig()));
  program
    .command('prepare')
    .description('keys, then migrate: what a first start needs')
    .action(() => prepareService(service, readServiceConfig()));
  program.addCommand(keysCommand(service.code, readServiceConfig));
  if (service.importFile) addImport(program, service.importFile);
  addOwnCommands(program, service);
  try {
    await program.parseAsync();
  } catch (error) {
    process.stderr.write(`${service.code}: ${explain(error)}\n`);
    process.exitCode = error instanceof ConfigError ? 2 : 1;
  }
}

function addImport(program: Command, importFile: ImportFile): void {
  program
    .command('import')
    .description('take in a CSV file; prints the counts as JSON, progress on standard error')
    .argument('<file>', 'the CSV file, UTF-8 with a header row')
    .option('--rejects <file>', 'where to write the rows that do not fit')
    .option('--force', 'replace the register even when most rows do not fit', false)
    .action((file: string, options: { rejects?: string; force: boolean }) =>
      importInto(importFile, readServiceConfig(), file, options),
    );
}

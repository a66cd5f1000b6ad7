import type { Command } from 'commander';
import { readServiceConfig } from '../config/service-config.ts';
import { importInto } from './import-into.ts';
import type { Service } from './service.ts';

/** Adds the commands that one service has and others have not. */
export function addOwnCommands(program: Command, { commands = {} }: Service): void {
  for (const [name, own] of Object.entries(commands)) {
    const command = program.command(name).description(own.description);
    if ('run' in own) {
      command.action(async () => {
        const counts = await own.run(readServiceConfig());
        process.stdout.write(`${JSON.stringify(counts)}\n`);
      });
      continue;
    }
    command
      .argument('<file>', 'the CSV file, UTF-8 with a header row')
      .option('--rejects <file>', 'where to write the rows that do not fit')
      .action((file: string, { rejects }: { rejects?: string }) =>
        importInto(own.importFile, readServiceConfig(), file, {
          ...(rejects !== undefined && { rejects }),
          force: false,
        }),
      );
  }
}

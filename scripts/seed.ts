import { runSeedCommand } from './seed/seed-command.ts';

process.exitCode = runSeedCommand(process.argv.slice(2));

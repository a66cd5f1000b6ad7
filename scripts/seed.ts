import { runSeedCommand } from './seed/seed-command.ts';
import { outliveReaders } from './stack/outlive-readers.ts';

outliveReaders();
process.exitCode = runSeedCommand(process.argv.slice(2));

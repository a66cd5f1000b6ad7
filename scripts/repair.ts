import { runRepairCommand } from './repair/repair-command.ts';
import { outliveReaders } from './stack/outlive-readers.ts';

outliveReaders();
process.exitCode = await runRepairCommand(process.argv.slice(2));
